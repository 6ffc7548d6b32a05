package dev.heddle.proof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.tck.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random programs of Deferreds, on Heddle and on Twisted: what happens, and in which order, must be the same.
 *
 * <p>{@code -Dheddle.oracle.programs} says how many. Without it, and without Twisted, the test is skipped.
 */
class OracleTest {

    static final String PROGRAMS = "heddle.oracle.programs";
    private static final int FEW = 500;

    /** Beyond this a step of shrinking is not worth its time. */
    private static final int MOST_STEPS = 200;

    private final Random seeds = Seeds.random();

    @Test
    @DisplayName("a program of Deferreds does on Heddle what it does on Twisted")
    void agreesWithTwisted() throws Exception {
        int programs = Integer.getInteger(PROGRAMS, FEW);
        try (OnTwisted twisted = OnTwisted.startOrAbort(Path.of("src/test/python/on_twisted.py"))) {
            int traced = 0;
            int compared = 0;
            for (int i = 0; i < programs; i++) {
                Program program = RandomProgram.draw(new Random(seeds.nextLong()));
                List<String> expected = twisted.trace(program);
                if (OnTwisted.isComparable(expected)) {
                    compared++;
                    traced += expected.size();
                    if (!OnHeddle.trace(program).equals(expected)) {
                        report(shrink(program, twisted), twisted);
                    }
                }
            }
            System.out.println(compared + " of " + programs + " programs compared with Twisted, and " + traced
                    + " events the same; the others do what differs on purpose");
            assertThat(compared).as("programs to compare").isGreaterThan(programs / 2);
            assertThat(traced).as("events in these").isGreaterThan(compared);
        }
    }

    private static boolean differs(Program program, OnTwisted twisted) {
        List<String> expected = twisted.trace(program);
        return OnTwisted.isComparable(expected) && !OnHeddle.trace(program).equals(expected);
    }

    /** A program that differs as well, and no longer does when one more thing is left out. */
    private static Program shrink(Program program, OnTwisted twisted) {
        Program smallest = program;
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<Program> simpler = smallest.simpler()
                    .filter(candidate -> differs(candidate, twisted))
                    .findFirst();
            if (simpler.isEmpty()) {
                break;
            }
            smallest = simpler.get();
        }
        return smallest;
    }

    private static void report(Program program, OnTwisted twisted) {
        List<String> expected = twisted.trace(program);
        assertThat(OnHeddle.trace(program))
                .as("what came of %s", program.json())
                .isEqualTo(expected);
    }
}
