package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final List<String> TITLES =
            List.of("timers: schedule and fire, 1 at a time", "echo: 64 bytes, 64 connections");

    private static List<String> split(String... values) {
        return Names.split(List.of(values), word -> TITLES.stream().anyMatch(title -> title.contains(word)));
    }

    @Test
    void aTitleWithCommasIsOneName() {
        assertThat(split("echo: 64 bytes, 64 connections")).containsExactly("echo: 64 bytes, 64 connections");
        assertThat(split("timers: schedule and fire, 1 at a time,echo"))
                .containsExactly("timers: schedule and fire, 1 at a time", "echo");
        assertThat(split("fire, 1", "bytes")).containsExactly("fire, 1", "bytes");
    }

    @Test
    void everyTitleOfTheLabIsOneName() {
        List<String> titles = Assignment.all().stream().map(Assignment::title).toList();

        assertThat(titles)
                .allSatisfy(title -> assertThat(Names.split(
                                List.of(title + ",tls"),
                                word -> titles.stream().anyMatch(known -> known.contains(word))))
                        .containsExactly(title, "tls"));
    }

    @Test
    void otherwiseCommasPart() {
        assertThat(split("echo,timers")).containsExactly("echo", "timers");
        assertThat(split("no-such, echo")).containsExactly("no-such", "echo");
        assertThat(split("echo, 65 connections")).containsExactly("echo", "65 connections");
        assertThat(split("echo,")).containsExactly("echo", "");
    }

    @Test
    void whatMayBeMeantIsTold() {
        List<String> names = List.of("bulk", "echo", "timer-churn");

        assertThat(Names.instead("timer-chrun", names)).startsWith("; was it timer-churn? There are bulk, echo");
        assertThat(Names.instead("ecko", names)).startsWith("; was it echo? There are ");
        assertThat(Names.instead("something", names)).isEqualTo("; there are bulk, echo, timer-churn");
    }
}
