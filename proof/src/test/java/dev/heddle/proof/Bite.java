package dev.heddle.proof;

import dev.heddle.core.PortRuleError;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/** The program of a child: runs the tests of a clause on a backend, {@code Bite SUITE CLAUSE}, until one fails. */
final class Bite implements TestExecutionListener {

    /** The clause that means all of them. */
    static final String EVERY_CLAUSE = "all";

    /** The exit status if a test failed, for the reason that was asked for. */
    static final int NOTICED = 10;

    private final Predicate<Throwable> isNotice;

    private Bite(Predicate<Throwable> isNotice) {
        this.isNotice = isNotice;
    }

    public static void main(String[] arguments) {
        String suite = arguments[0];
        String clause = arguments[1];
        boolean port = clause.equals(Tooth.PORT);
        boolean every = port || clause.equals(EVERY_CLAUSE);
        LauncherFactory.create()
                .execute(
                        BackendTests.testsOf(suite, tested -> every || tested.equals(clause)),
                        new Bite(port ? Bite::isOfThePort : thrown -> true));
        System.out.println("no test failed");
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** Whether a rule of the port was broken, or that was suppressed by, or the cause of, what was thrown. */
    private static boolean isOfThePort(Throwable thrown) {
        return thrown instanceof PortRuleError
                || Arrays.stream(thrown.getSuppressed()).anyMatch(Bite::isOfThePort)
                || (thrown.getCause() != null && isOfThePort(thrown.getCause()));
    }

    private static String sectionOf(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        String name = source instanceof MethodSource method ? method.getClassName() : "";
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String onOneLine(Throwable thrown) {
        return thrown.toString().lines().map(String::strip).collect(Collectors.joining(" "));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Throwable thrown = result.getThrowable().orElse(null);
        if (result.getStatus() == Status.FAILED && thrown != null && isNotice.test(thrown)) {
            System.out.println(
                    "noticed by " + sectionOf(test) + " '" + test.getDisplayName() + "': " + onOneLine(thrown));
            System.out.flush();
            Runtime.getRuntime().halt(NOTICED);
        }
    }
}
