package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.testing.WaitLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The suite has teeth: a reactor that is broken on purpose fails the tests of the clause that it breaks. */
class TeethTest {

    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g");

    /** A test that waits for what a broken reactor does not do fails sooner, but a slow machine is no fault. */
    private static final List<String> IMPATIENT = Stream.concat(
                    SHORT_LIVED.stream(), Stream.of("-D" + WaitLimit.PROPERTY + "=5000"))
            .toList();

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    @DisplayName("what a tooth breaks stands where it says, once")
    void teethFollowTheCode() {
        assertThat(Tooth.all()).isNotEmpty().allSatisfy(Tooth::plant);
    }

    @Test
    @DisplayName("each clause that has a test has a tooth")
    void everyTestedClauseHasATooth() {
        Set<String> toothless = new TreeSet<>(BackendTests.testedClauses());
        toothless.removeAll(Tooth.all().stream().map(Tooth::target).collect(Collectors.toSet()));

        assertThat(toothless).isEmpty();
    }

    @TestFactory
    @Tag("proof")
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("nothing fails on a reactor that is not broken")
    Stream<DynamicTest> theControl() {
        return BackendTests.suites().stream()
                .map(suite -> DynamicTest.dynamicTest(suite, () -> {
                    var outcome = Experiment.run(
                            System.getProperty("java.class.path"),
                            SHORT_LIVED,
                            Bite.class,
                            List.of(suite, Bite.EVERY_CLAUSE),
                            LIMIT);
                    assertThat(outcome.status()).as(outcome.output()).isZero();
                }));
    }

    @TestFactory
    @Tag("proof")
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("a broken reactor fails a test of the clause")
    Stream<DynamicTest> theTeeth() {
        Pattern wanted = Pattern.compile(System.getProperty("heddle.tooth", ""));
        return Tooth.all().stream()
                .filter(tooth -> !tooth.isStress())
                .filter(tooth -> wanted.matcher(tooth.toString()).find())
                .map(tooth -> DynamicTest.dynamicTest(tooth.toString(), () -> assertNoticed(tooth)));
    }

    private void assertNoticed(Tooth tooth) throws Exception {
        Path classes = folder.resolve(tooth.origin().replace(':', '-'));
        BrokenClasses.compile(tooth, classes);
        var outcome = Experiment.run(
                BrokenClasses.before(classes), IMPATIENT, Bite.class, List.of(tooth.backend(), tooth.target()), LIMIT);
        System.out.println(tooth + "\n    "
                + outcome.output()
                        .lines()
                        .filter(line -> line.startsWith("noticed"))
                        .findFirst()
                        .orElse("-"));
        assertThat(outcome.status())
                .as(tooth.origin() + ": nobody noticed\n" + outcome.output())
                .isEqualTo(Bite.NOTICED);
    }
}
