package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static Series series(String arm, Role role, double speed) {
        return new Series(
                arm,
                role,
                DoubleStream.of(0, 1, 2, 3, 4).map(fork -> speed + fork).boxed().toList());
    }

    private static List<Answer> answers(Series... arms) {
        return Answer.of(new Measured(
                new Work("some-work", Parameters.NONE, "some work", "operation"),
                new Metric("speed", "ops/s", Better.MORE),
                List.of(arms)));
    }

    private static String sentence(List<Answer> answers, Question question) {
        return answers.get(question.ordinal()).verdict().sentence();
    }

    @Test
    void theBetterBackendIsComparedWithTheBestOfTheOthers() {
        List<Answer> answers = answers(
                series("selector", Role.BACKEND, 100),
                series("loom", Role.BACKEND, 200),
                series("bare-nio", Role.LIMIT, 400),
                series("netty-epoll", Role.PEER, 150),
                series("netty-nio", Role.PEER, 50));

        assertThat(answers).extracting(Answer::question).containsExactly(Question.values());
        assertThat(sentence(answers, Question.BACKENDS))
                .startsWith("loom is faster")
                .endsWith("selector");
        assertThat(sentence(answers, Question.PEER))
                .startsWith("loom is faster")
                .endsWith("netty-epoll");
        assertThat(sentence(answers, Question.LIMIT))
                .startsWith("bare-nio is faster")
                .endsWith("loom");
    }

    @Test
    void pairsAreCountedFromWhichThatOfTheBestWasChosen() {
        List<Answer> answers = answers(
                series("selector", Role.BACKEND, 100),
                series("loom", Role.BACKEND, 200),
                series("netty-epoll", Role.PEER, 150),
                series("netty-nio", Role.PEER, 50));

        assertThat(answers).extracting(Answer::pairs).containsExactly(1, 4, 0);
    }

    @Test
    void clientsThatWereBusyAllTheTimeMayHideADifference() {
        List<Answer> answers =
                List.of(backends(Better.MORE, 0.95), backends(Better.MORE, 0.8), backends(Better.LESS, 0.95));

        assertThat(answers).extracting(Answer::clientsAreLimit).containsExactly(true, false, false);
    }

    @Test
    void asManyThreadsOfClientsAsTheServerHasLoopsAreBusyTogether() {
        assertThat(byGroupOfTwo(1.7).clientsAreLimit()).isFalse();
        assertThat(byGroupOfTwo(1.9).clientsAreLimit()).isTrue();
    }

    private static Answer byGroupOfTwo(double generator) {
        Measured alike = withBusyClients(Better.MORE, generator);
        Work group = new Work("echo", Parameters.of("loops", 2), "echo by a group of 2", "round trip");
        return Answer.of(new Measured(group, alike.metric(), alike.arms())).get(Question.BACKENDS.ordinal());
    }

    @Test
    void whereClientsWereBusyTheVerdictSaysSo() {
        Measured measured = withBusyClients(Better.MORE, 0.95);
        SavedRun run = new SavedRun("a", new Environment(Map.of()), List.of(measured), List.of(), List.of(), null);
        Conclusions conclusions = Conclusions.of(run);

        assertThat(conclusions.sentence(measured, conclusions.answers(measured).get(Question.BACKENDS.ordinal())))
                .startsWith("no difference")
                .contains("the clients were busy all the time");
    }

    private static Answer backends(Better better, double generator) {
        return Answer.of(withBusyClients(better, generator)).get(Question.BACKENDS.ordinal());
    }

    /** One of the backends made clients that busy. */
    private static Measured withBusyClients(Better better, double generator) {
        List<Fork> forks = new ArrayList<>();
        for (int round = 1; round <= Verdict.FORKS_NEEDED; round++) {
            forks.add(Forks.withClients("selector", round, new Metric("figure", "unit", better), generator));
            forks.add(Forks.withClients("loom", round, new Metric("figure", "unit", better), 0.1));
        }
        return Measured.of(forks).get(0);
    }

    @Test
    void controlsAreNotComparedWith() {
        List<Answer> answers =
                answers(series("selector", Role.BACKEND, 100), series("selector-again", Role.SAME_AGAIN, 90));

        assertThat(answers).noneMatch(Answer::isJudged);
    }

    @Test
    void whatBothBackendsHaveIsComparedWithTheOthersOnly() {
        List<Answer> answers = answers(
                series("heddle-deferred", Role.SHARED, 100),
                series("direct-calls", Role.LIMIT, 400),
                series("jdk-completable-future", Role.PEER, 150));

        assertThat(sentence(answers, Question.BACKENDS)).isEqualTo("not measured: both backends have the same");
        assertThat(sentence(answers, Question.PEER))
                .startsWith("jdk-completable-future is faster")
                .endsWith("heddle-deferred");
        assertThat(sentence(answers, Question.LIMIT)).startsWith("direct-calls is faster");
    }

    @Test
    void oneBackendAloneIsStillComparedWithTheOthers() {
        List<Answer> answers = answers(series("loom", Role.BACKEND, 100), series("bare-nio", Role.LIMIT, 50));

        assertThat(sentence(answers, Question.BACKENDS)).isEqualTo("not measured: not both backends took part");
        assertThat(sentence(answers, Question.LIMIT)).startsWith("loom is faster");
        assertThat(answers).filteredOn(Answer::isAsked).hasSize(2);
    }
}
