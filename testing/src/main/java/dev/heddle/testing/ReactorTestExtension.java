package dev.heddle.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** What {@link ReactorTest} does. */
public final class ReactorTestExtension implements TestTemplateInvocationContextProvider {

    private static final Namespace NAMESPACE = Namespace.create(ReactorTestExtension.class);

    /** For JUnit. */
    public ReactorTestExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext test) {
        return test.getRequiredTestMethod().isAnnotationPresent(ReactorTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext test) {
        ReactorTest wanted = test.getRequiredTestMethod().getAnnotation(ReactorTest.class);
        return Arrays.stream(wanted.value())
                .flatMap(backend -> seeds(backend, wanted).mapToObj(seed -> new Invocation(backend, seed)));
    }

    /** Reactors with threads know no seed. */
    private static LongStream seeds(String backend, ReactorTest wanted) {
        Long only = Long.getLong(ReactorTest.SEED_PROPERTY);
        if (!backend.equals(TestReactor.MEMORY)) {
            return LongStream.of(0);
        }
        return only == null ? LongStream.range(0, wanted.seeds()) : LongStream.of(only);
    }

    /** One run, on one backend. */
    private record Invocation(String backend, long seed)
            implements TestTemplateInvocationContext, ParameterResolver, AfterTestExecutionCallback {

        @Override
        public String getDisplayName(int invocationIndex) {
            return seed != 0 ? backend + ", seed " + seed : backend;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == TestReactor.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            TestReactor reactor = TestReactor.open(backend, seed);
            test.getStore(NAMESPACE).put(TestReactor.class, reactor);
            return reactor;
        }

        @Override
        public void afterTestExecution(ExtensionContext test) {
            TestReactor reactor = test.getStore(NAMESPACE).remove(TestReactor.class, TestReactor.class);
            if (reactor == null) {
                throw new IllegalStateException("a @ReactorTest takes a TestReactor as a parameter, and "
                        + test.getRequiredTestMethod() + " takes none");
            }
            if (test.getExecutionException().isPresent()) {
                reactor.closeAfterFailure();
                nameSeed(test.getExecutionException().get());
            } else {
                close(reactor);
            }
        }

        private void close(TestReactor reactor) {
            try {
                reactor.close();
            } catch (AssertionError left) {
                nameSeed(left);
                throw left;
            }
        }

        private void nameSeed(Throwable failure) {
            if (backend.equals(TestReactor.MEMORY)) {
                failure.addSuppressed(new SeedNote(seed));
            }
        }
    }

    /** Stands in the report of a failure. */
    private static final class SeedNote extends RuntimeException {

        private static final long serialVersionUID = 1;

        SeedNote(long seed) {
            super(
                    "on memory, with seed " + seed + ": have it again by -D" + ReactorTest.SEED_PROPERTY + "=" + seed,
                    null,
                    false,
                    false);
        }
    }
}
