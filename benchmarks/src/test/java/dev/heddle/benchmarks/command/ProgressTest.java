package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.results.Fork;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Assignment WORK = Assignment.all().get(0);

    private final StringWriter told = new StringWriter();
    private final Progress progress = new Progress(new PrintWriter(told));

    private void fail(String arm) {
        Fork.Failure failure = new Fork.Failure("it broke", List.of("at the end"));
        Plan.Turn turn = new Plan.Turn(Cells.cell(WORK, arm), 1, 1);
        progress.begin(turn.cell());
        progress.failed(Cells.fork("a", turn, Fork.Status.FAILED, failure), failure);
    }

    @Test
    void afterAFailureTheNextArmHasALineOfItsOwn() {
        fail("selector");
        progress.begin(Cells.cell(WORK, "loom"));
        progress.endLine();

        assertThat(told.toString().lines())
                .containsExactly(
                        " selector FAILED",
                        "heddle: selector failed at " + WORK.title() + ": it broke",
                        "  at the end",
                        "  ... loom");
    }

    @Test
    void aFailureThatIsTheLastLeavesNoLineEmpty() {
        fail("selector");
        progress.endLine();

        assertThat(told.toString()).endsWith("  at the end" + System.lineSeparator());
        assertThat(told.toString().lines()).hasSize(3);
    }
}
