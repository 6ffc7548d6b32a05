package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTableTest {

    private final RoundTable table = new RoundTable(List.of("first", "second"));

    private String line(String arm) {
        return table.text()
                .lines()
                .filter(line -> line.startsWith(arm))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ");
    }

    @Test
    void ofSeveralRoundsTheMedianIsShownWithTheLeastAndTheGreatest() {
        table.add("loom", new double[] {3, 100});
        table.add("loom", new double[] {1, 300});
        table.add("loom", new double[] {2, 200});

        assertThat(line("loom")).isEqualTo("loom 2.00 (1.00 - 3.00) 200 (100 - 300)");
    }

    @Test
    void ofOneRoundTheFigureIsShown() {
        table.add("loom", new double[] {3, 100});

        assertThat(line("loom")).isEqualTo("loom 3.00 100");
    }

    @Test
    void aFigureIsNeededForEachColumn() {
        assertThatThrownBy(() -> table.add("loom", new double[] {3})).isInstanceOf(IllegalArgumentException.class);
    }
}
