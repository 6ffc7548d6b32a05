package dev.heddle.benchmarks.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class KeptFiguresTest {

    private final KeptFigures kept =
            new KeptFigures(List.of(new Metric("p99", "us", Better.LESS), new Metric("cpu", "us", Better.LESS)));

    /** So many times of a microsecond, and others of fifty. */
    private void iteration(int quick, int slow) {
        Histogram nanos = new Histogram(3);
        nanos.recordValueWithCount(1_000, quick);
        nanos.recordValueWithCount(50_000, slow);
        kept.histogram("times", nanos);
        kept.percentile("p99", "times", 99);
        kept.figure("cpu", 1);
        kept.endIteration();
    }

    private List<Double> values(int metric) {
        return kept.findings(1, 1).figures().get(metric).values();
    }

    /** The median of three iterations would be a microsecond. */
    @Test
    void aPercentileIsOneFigureOfTheTimesOfAllIterations() {
        iteration(100, 0);
        iteration(100, 0);
        iteration(90, 10);

        assertThat(values(0))
                .singleElement()
                .satisfies(micros -> assertThat(micros).isCloseTo(50, within(0.1)));
        assertThat(values(1)).hasSize(3);
    }

    @Test
    void aPercentileOfNothingIsAFailure() {
        kept.percentile("p99", "times", 99);

        assertThatThrownBy(() -> kept.findings(1, 1))
                .hasMessage("p99 is a percentile of 'times', of which there are no times");
    }

    @Test
    void aPercentileOfAMetricThatWasNotAnnouncedIsAFailure() {
        assertThatThrownBy(() -> kept.percentile("p50", "times", 50)).hasMessageStartingWith("no metric 'p50'");
    }
}
