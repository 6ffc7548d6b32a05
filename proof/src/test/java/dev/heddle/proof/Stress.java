package dev.heddle.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.TestGrading;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.AffinitySupport;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.vm.CompileMode;

/**
 * The program of a child: runs stress tests in its own JVM, {@code Stress SECONDS TEST...}, each for so long or until
 * something is seen that must not be. That is what a JVM does that jcstress forks. Its own program makes many of them for
 * each test, and looks first, for some seconds, at what the machine and the JVM can do; the teeth would wait for that more
 * than they bite.
 */
final class Stress {

    /** The exit status if something was seen that must not be: an outcome, an exception, or a thread that is not woken. */
    static final int FOUND = 10;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** An actor that waits for the other lets go of the processor: there may be no more than two, and other programs. */
    private static final String[] OPTIONS = {
        "-m", "quick", "-iters", "1", "-time", "1000", "-strideCount", "1000", "-spinStyle", "THREAD_YIELD"
    };

    /** Of the first actor, and of the second. On a busy machine both would often stay on one, and never meet. */
    private static final int[] PROCESSORS = {0, 1};

    private final Duration time;
    private final boolean binds;

    private Stress(Duration time, boolean binds) {
        this.time = time;
        this.binds = binds;
    }

    /** The names of all stress tests, without their packages. */
    static Set<String> all() {
        Set<String> names = new TreeSet<>();
        TestList.tests().forEach(name -> names.add(simpleName(name)));
        return names;
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public static void main(String[] arguments) throws Exception {
        Stress stress = new Stress(Duration.ofSeconds(Long.parseLong(arguments[0])), canBind());
        for (String test : List.of(arguments).subList(1, arguments.length)) {
            stress.run(infoOf(test));
        }
        Runtime.getRuntime().halt(0);
    }

    /** Whether the actors can be bound to processors. Tried on a thread that ends; jcstress knows how on Linux only. */
    private static boolean canBind() throws InterruptedException {
        FutureTask<Void> trial = new FutureTask<>(() -> IntStream.of(PROCESSORS).forEach(AffinitySupport::bind), null);
        Thread.ofPlatform().daemon().start(trial);
        try {
            trial.get();
            return true;
        } catch (ExecutionException refused) {
            System.out.println("the actors are not bound to processors: " + refused);
            return false;
        }
    }

    private static TestInfo infoOf(String test) {
        return TestList.tests().stream()
                .filter(name -> simpleName(name).equals(test))
                .map(TestList::getInfo)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stress test is named " + test));
    }

    private void run(TestInfo test) throws Exception {
        TestResult total = new TestResult(Status.NORMAL);
        total.setConfig(configOf(test));
        long end = System.nanoTime() + time.toNanos();
        do {
            TestResult result = resultOf(test);
            if (result.status() == Status.TEST_ERROR) {
                end("seen in " + test.name() + ": " + result.getMessages());
            }
            if (result.status() != Status.NORMAL) {
                throw new AssertionError(test.name() + ": " + result.status() + " " + result.getMessages());
            }
            total.addState(result.getCounter());
        } while (total.grading().isPassed && System.nanoTime() - end < 0);
        TestGrading grading = total.grading();
        grading.gradingResults
                .values()
                .forEach(seen -> System.out.println(sightingOf(test, seen).toLine()));
        if (!grading.isPassed) {
            end("seen in " + test.name() + ": " + grading.failureMessages);
        }
    }

    private static Sighting sightingOf(TestInfo test, GradingResult seen) {
        return new Sighting(simpleName(test.name()), seen.id, seen.expect == Expect.FORBIDDEN, seen.count);
    }

    /** jcstress begins with a trial that has no limit of its own. */
    private TestResult resultOf(TestInfo test) throws Exception {
        FutureTask<TestResult> run = new FutureTask<>(() -> runOnce(test));
        Thread.ofPlatform().daemon().start(run);
        try {
            return run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException hung) {
            end("seen in " + test.name() + ": it hung");
            throw hung;
        }
    }

    private static void end(String found) {
        System.out.println(found);
        System.out.flush();
        Runtime.getRuntime().halt(FOUND);
    }

    private TestResult runOnce(TestInfo test) throws Exception {
        TestConfig config = configOf(test);
        ForkedTestConfig forked = new ForkedTestConfig(config);
        forked.localAffinity = binds;
        forked.localAffinityMap = PROCESSORS;
        Runner<?> runner = (Runner<?>) Class.forName(test.generatedRunner())
                .getConstructor(ForkedTestConfig.class)
                .newInstance(forked);
        TestResult result = runner.run();
        result.setConfig(config);
        return result;
    }

    private static TestConfig configOf(TestInfo test) throws IOException {
        Options options = new Options(OPTIONS);
        options.parse();
        SchedulingClass anywhere = new SchedulingClass(AffinityMode.NONE, test.threads(), NodeType.PACKAGE);
        return new TestConfig(options, test, 0, List.of(), CompileMode.UNIFIED, anywhere);
    }
}
