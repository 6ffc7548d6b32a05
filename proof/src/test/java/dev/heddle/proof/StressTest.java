package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What threads share is safe, as far as jcstress can tell, and jcstress can tell. What was seen is in
 * {@code target/stress.txt}, too.
 */
class StressTest {

    /** For how long each test is run on the true code, in each of the ways of compiling it. */
    private static final int SECONDS = Integer.getInteger("heddle.stress.seconds", 5);

    /** For how long a test may look for a fault: seconds are enough, but not where other programs have the processors. */
    private static final int MOST_SECONDS = 300;

    /** The time that a run may take beyond that: a test may hang, which is a finding of its own. */
    private static final int MORE_SECONDS = 120;

    private static final List<String> SMALL =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private static final StressTable TABLE = new StressTable();

    @TempDir
    Path folder;

    @AfterAll
    static void tellWhatWasSeen() throws IOException {
        if (!TABLE.isEmpty()) {
            System.out.println(TABLE);
            Files.writeString(Checkout.file("proof/target/stress.txt"), TABLE.toString());
        }
    }

    @Test
    @DisplayName("each stress test has a fault to find")
    void everyStressTestHasATooth() {
        Set<String> targets = faults().map(Tooth::target).collect(Collectors.toCollection(TreeSet::new));

        assertThat(targets).isEqualTo(Stress.all());
    }

    @TestFactory
    @Tag("proof")
    @DisplayName("nothing is seen that must not be")
    Stream<DynamicTest> nothingForbiddenIsSeen() {
        return Arrays.stream(Compilation.values())
                .map(compilation ->
                        dynamicTest("compiled: " + compilation, () -> assertNothingForbiddenIn(compilation)));
    }

    private static void assertNothingForbiddenIn(Compilation compilation) throws Exception {
        String classPath = System.getProperty("java.class.path");

        var outcome = stress(classPath, compilation, SECONDS, Stress.all());

        Sighting.allIn(outcome.output()).forEach(TABLE::add);
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    @TestFactory
    @Tag("proof")
    @DisplayName("a fault is found")
    Stream<DynamicTest> faultsAreFound() {
        Pattern wanted = Pattern.compile(System.getProperty("heddle.tooth", ""));
        return faults().filter(fault -> wanted.matcher(fault.toString()).find())
                .map(fault -> dynamicTest(fault.toString(), () -> assertFound(fault)));
    }

    private static Stream<Tooth> faults() {
        return Tooth.all().stream().filter(Tooth::isStress);
    }

    private void assertFound(Tooth fault) throws Exception {
        Path classes = folder.resolve(fault.origin().replace(':', '-'));
        BrokenClasses.compile(fault, classes);

        var outcome = stress(BrokenClasses.before(classes), Compilation.USUAL, MOST_SECONDS, Set.of(fault.target()));

        boolean found = outcome.status() == Stress.FOUND;
        TABLE.addFault(fault.target(), found);
        System.out.println(fault + "\n    " + outcome.output().lines().reduce("-", (before, last) -> last));
        assertThat(found)
                .as(fault.origin() + ": not found\n" + outcome.output())
                .isTrue();
    }

    private static Experiment.Outcome stress(String classPath, Compilation compilation, int seconds, Set<String> tests)
            throws Exception {
        List<String> options =
                Stream.concat(SMALL.stream(), compilation.options().stream()).toList();
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(seconds)));
        arguments.addAll(tests);
        Duration limit = Duration.ofSeconds(MORE_SECONDS + 5L * seconds * tests.size());
        return Experiment.run(classPath, options, Stress.class, arguments, limit);
    }
}
