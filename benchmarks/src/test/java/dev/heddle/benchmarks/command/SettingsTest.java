package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static List<String> titles(String word, String... settings) {
        List<Assignment> chosen = Assignment.all().stream()
                .filter(assignment -> assignment.workload().name().equals(word))
                .toList();
        return Settings.parse(List.of(settings)).of(chosen).stream()
                .map(Assignment::title)
                .toList();
    }

    @Test
    void valuesTakeThePlaceOfTheUsualOnes() {
        assertThat(titles("timers", "outstanding=100,1000"))
                .containsExactly(
                        "timers: schedule and fire, 100 due at once", "timers: schedule and fire, 1,000 due at once");
    }

    @Test
    void severalParametersAreAllCombined() {
        assertThat(titles("connections", "inFlight=2,3", "loops=1,2"))
                .containsExactly(
                        "connect, accept, reset: 2 in flight",
                        "connect, accept, reset: 2 in flight, two loops",
                        "connect, accept, reset: 3 in flight",
                        "connect, accept, reset: 3 in flight, two loops");
    }

    @Test
    void controlsTakePartAtTheFirstOfTheValues() {
        List<Assignment> all = Settings.parse(List.of("connections=7,64"))
                .of(Assignment.all().stream()
                        .filter(assignment -> assignment.title().startsWith("echo: 64 bytes"))
                        .toList());

        assertThat(all).extracting(Assignment::isForControls).containsExactly(true, false);
    }

    @Test
    void whatIsPossibleIsToldWithWhatIsRefused() {
        assertThatThrownBy(() -> titles("echo", "loops=65", "connections=16"))
                .hasMessageContaining("loops=65; possible is loops=1 to 16 (echo); usual is ");
        assertThatThrownBy(() -> titles("slow-callback", "callback=sleeps"))
                .hasMessageContaining("possible is callback=waits or computes (slow-callback)");
        assertThatThrownBy(() -> titles("bulk", "connections=3"))
                .hasMessageContaining("possible is connections=1, 2, 4, 8, 16, 32 or 64 (bulk)");
        assertThatThrownBy(() -> titles("tls-echo", "connections=3"))
                .hasMessageContaining("256, 512 or 1024 (tls-echo)");
        assertThatThrownBy(() -> titles("timer-lateness", "callsPerSecond=9"))
                .hasMessageContaining("possible is callsPerSecond=1000 to 1000000 (timer-lateness)");
    }

    @Test
    void withoutSettingsNothingChanges() {
        List<Assignment> usual = Selection.usual(Size.PEERS);

        assertThat(Settings.parse(List.of()).of(usual)).isEqualTo(usual);
    }

    @Test
    void workloadsWithoutTheParameterStayAsTheyAre() {
        List<Assignment> usual = Selection.usual(Size.SMOKE);
        List<Assignment> all = Settings.parse(List.of("inFlight=7")).of(usual);

        assertThat(all)
                .containsAll(usual.stream()
                        .filter(assignment -> !assignment.at().has("inFlight"))
                        .toList());
        assertThat(all).extracting(Assignment::title).contains("connect, accept, reset: 7 in flight");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithWhatDoes() {
        assertThatThrownBy(() -> titles("connections", "loops=3"))
                .hasMessageContaining("nothing of what is chosen can be measured at loops=3")
                .hasMessageContaining("possible is loops=1 or 2 (connections); usual is loops=1,2");
        assertThatThrownBy(() -> titles("tls-echo", "connections=3")).hasMessageContaining("connections=3");
        assertThatThrownBy(() -> titles("timers", "connections=1"))
                .hasMessageContaining("no parameter 'connections'")
                .hasMessageContaining("outstanding");
        assertThatThrownBy(() -> titles("timers", "outstanding=")).hasMessageContaining("--param must be like");
    }
}
