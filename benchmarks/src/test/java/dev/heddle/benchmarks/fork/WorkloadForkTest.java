package dev.heddle.benchmarks.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Tally;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WorkloadForkTest {

    private static final Effort EFFORT = new Effort(0, 3, 1, 10);

    private final List<String> calls = new ArrayList<>();
    private long operations = 4;

    /** Fires a few timed calls in each iteration, and tells what the test says. */
    private final class Firing implements OwnWorkload {

        private final String metric;
        private final double figure;

        Firing(String metric, double figure) {
            this.metric = metric;
            this.figure = figure;
        }

        @Override
        public List<Class<? extends Arm>> kinds() {
            return List.of(TimerArm.class);
        }

        @Override
        public List<Point> points() {
            return List.of(Point.whenChosen(Parameters.NONE));
        }

        @Override
        public String title(Parameters at) {
            return "firing";
        }

        @Override
        public String operation(Parameters at) {
            return "timed call";
        }

        @Override
        public List<Metric> metrics() {
            return List.of(new Metric("lateness", "us", Better.LESS), new Metric("heap", "B", Better.LESS));
        }

        @Override
        public Run open(String arm, Parameters at, Effort effort) {
            TimerArm opened = Arms.open(arm, TimerArm.class);
            return new Run() {
                @Override
                public void warmUp() {
                    calls.add("warm up");
                    opened.fire(1, effort.warmUps());
                }

                @Override
                public void measure(Recorder into) {
                    calls.add("measure");
                    opened.fire(2, 4);
                    into.figure(metric, figure);
                    into.figure("heap", 8);
                    into.operations(operations);
                    into.generatorCpu(0.5);
                    Histogram nanos = new Histogram(3);
                    nanos.recordValue(100);
                    into.histogram("lateness", nanos);
                }

                @Override
                public void close() {
                    calls.add("close");
                    opened.close();
                }
            };
        }
    }

    private Findings measure(OwnWorkload workload) throws Exception {
        return WorkloadFork.measure(workload, Parameters.NONE, "selector", EFFORT);
    }

    @Test
    void eachIterationLeavesAFigureOfEachMetric() throws Exception {
        Findings found = measure(new Firing("lateness", 7));

        assertThat(calls).containsExactly("warm up", "measure", "measure", "measure", "close");
        assertThat(found.figures()).hasSize(2);
        assertThat(found.figures().get(0).metric().name()).isEqualTo("lateness");
        assertThat(found.figures().get(0).values()).containsExactly(7.0, 7.0, 7.0);
        assertThat(found.histograms().get("lateness").getTotalCount()).isEqualTo(3);
        assertThat(found.cpu()).isNotNull().satisfies(cpu -> {
            assertThat(cpu.generator()).isEqualTo(1.5);
            assertThat(cpu.elapsed()).isPositive();
        });
    }

    @Test
    void whatWasFoundGoesThroughALine() throws Exception {
        Findings found = measure(new Firing("lateness", 7));

        assertThat(found.toJson()).doesNotContain("\n");
        assertThat(Findings.ofJson(found.toJson())).isEqualTo(found);
    }

    private Tally profile() throws Exception {
        Window window = new Window() {
            @Override
            public void begin() {
                calls.add("begin");
            }

            @Override
            public Map<String, Double> end() {
                calls.add("end");
                return Map.of("something", 6.0);
            }
        };
        return WorkloadFork.profile(new Firing("lateness", 7), Parameters.NONE, "selector", EFFORT, window);
    }

    @Test
    void whatIsCountedIsThatOfAllIterationsAfterWarmingUp() throws Exception {
        Tally tally = profile();

        assertThat(calls).containsExactly("warm up", "begin", "measure", "measure", "measure", "end", "close");
        assertThat(tally.operations()).isEqualTo(12);
        assertThat(tally.perOperation("something")).isEqualTo(0.5);
        assertThat(tally.perOperation("something else")).isZero();
    }

    @Test
    void whatAThreadThatHasEndedHasAllocatedCounts() throws InterruptedException {
        CountedWindow window = new CountedWindow();
        window.begin();
        byte[][] kept = new byte[1][];
        Thread thread = new Thread(() -> kept[0] = new byte[1_000_000]);
        thread.start();
        thread.join();

        Map<String, Double> counts = window.end();

        assertThat(kept[0]).hasSize(1_000_000);
        assertThat(counts.get("bytes")).isGreaterThanOrEqualTo(1_000_000);
        assertThat(counts.get(CountedWindow.ENDED_THREADS)).isGreaterThanOrEqualTo(1);
    }

    @Test
    void ofAWorkloadThatDoesNotSayHowMuchItDidThereIsNoProfile() {
        operations = 0;

        assertThatThrownBy(this::profile)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("how many operations");
    }

    @Test
    void anIterationWithoutItsFigureIsAFailure() {
        assertThatThrownBy(() -> measure(new Firing("heap", 7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("figures of lateness: expected 1, got 0");
        assertThat(calls).endsWith("close");
    }

    @Test
    void aFigureThatIsNoneIsAFailure() {
        assertThatThrownBy(() -> measure(new Firing("lateness", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lateness is NaN");
    }

    @Test
    void aMetricThatWasNotAnnouncedIsAFailure() {
        assertThatThrownBy(() -> measure(new Firing("speed", 7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no metric 'speed'; there are [lateness, heap]");
    }

    /** The server of an arm may be a program. */
    @Test
    void theTimeOfProcessesThatWereStartedCounts() throws IOException {
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            long giveUpNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            long others = 0;
            while (others <= 0 && System.nanoTime() - giveUpNanos < 0) {
                long all = ProcessCpu.nanosWithPrograms();
                others = all
                        - ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                                .getProcessCpuTime(); // asked later, so what is left is not this process's
            }
            assertThat(others).isPositive();
        } finally {
            busy.destroyForcibly();
        }
    }
}
