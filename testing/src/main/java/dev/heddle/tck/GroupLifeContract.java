package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorGroup;
import dev.heddle.ReactorOptions;
import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section G of the contract: how the reactors of a group begin and end together. */
public abstract class GroupLifeContract extends ReactorContract {

    private static final int SIZE = 3;

    private List<Reactor> members;
    private ReactorGroup group;

    /** For subclasses. */
    protected GroupLifeContract() {}

    /** Each reactor notes that it has stopped. */
    @BeforeEach
    final void makeGroup() {
        members = IntStream.range(0, SIZE)
                .mapToObj(index -> harness.newReactor(ReactorOptions.defaults()))
                .toList();
        members.forEach(member ->
                member.addSystemEventTrigger(TriggerPhase.AFTER, SystemEvent.SHUTDOWN, () -> journal.add("stopped")));
        group = ReactorGroup.of(members);
    }

    private void assertAllStopped() {
        assertThat(members).noneMatch(Reactor::isRunning);
        assertThat(journal.count("stopped")).isEqualTo(SIZE);
    }

    @Clause("G5")
    @DisplayName("G5: start returns when all reactors run, and a group starts once")
    void startsAll() {
        group.start();
        assertThat(members).allMatch(Reactor::isRunning);
        assertThatThrownBy(group::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was started or closed before");
        assertThat(members).allMatch(Reactor::isRunning);
    }

    @Clause("G5")
    @DisplayName("G5: if a reactor cannot be started, the others have stopped when start throws")
    void failsAsAWhole() {
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("server"));
        group.listenTcp(0, factory, ListenOptions.defaults().withBindAddress(SocketHarness.loopback()));
        members.get(1).close();
        assertThatThrownBy(group::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has stopped")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(members).noneMatch(Reactor::isRunning);
        assertThat(journal.lines()).containsOnlyOnce("factory stopped");
        members.forEach(member -> assertThatThrownBy(member::start).hasMessageContaining("has stopped"));
        group.close();
    }

    @Clause("G5")
    @DisplayName(
            "G5: a reactor that was started by itself does not start again, and all have stopped when start throws")
    void isForestalled() {
        members.get(2).start();
        assertThatThrownBy(group::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot start");
        assertThat(members).noneMatch(Reactor::isRunning);
        group.close();
    }

    @Clause("G5")
    @DisplayName("G5: a group that was closed before it started does not start, and may be closed again")
    void closesUnstarted() {
        group.close();
        group.close();
        assertThatThrownBy(group::start).isInstanceOf(IllegalStateException.class);
        assertThat(journal.lines()).isEmpty();
    }

    @Clause("G5")
    @DisplayName("G5: a group has at least one reactor, and none twice")
    void isOfReactors() {
        assertThatThrownBy(() -> ReactorGroup.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReactorGroup.of(List.of(reactor, reactor)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each is there once");
        assertThatThrownBy(() -> ReactorGroup.create("selector", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0");
    }

    @Clause("G6")
    @DisplayName("G6: stop stops all reactors, may be repeated, and close waits for all")
    void stopsAll() {
        group.start();
        group.stop();
        group.stop();
        group.close();
        assertAllStopped();
        group.stop();
        group.close();
    }

    @Clause("G6")
    @DisplayName("G6: stop before start throws")
    void cannotStopBefore() {
        assertThatThrownBy(group::stop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has not been started");
    }

    @Clause("G6")
    @DisplayName("G6: if one reactor stops, all do, and run returns when all have stopped")
    void stopsWithOne() {
        members.get(1).callWhenRunning(members.get(1)::stop);
        Thread.ofPlatform().start(() -> {
            group.run();
            assertAllStopped();
            journal.add("returned");
        });
        assertThat(journal.await("returned")).hasSize(SIZE + 1).endsWith("returned");
    }

    @Clause("G6")
    @DisplayName("G6: several threads may stop and close the group at the same time, and each close waits for all")
    void stopsConcurrently() {
        group.listenTcp(
                0,
                Factory.of(() -> recording("server")),
                ListenOptions.defaults().withBindAddress(SocketHarness.loopback()));
        group.start();
        for (int index = 0; index < 4; index++) {
            Thread.ofPlatform().start(() -> {
                group.stop();
                journal.add("asked");
            });
            Thread.ofPlatform().start(() -> {
                group.close();
                assertAllStopped();
                journal.add("closed");
            });
        }
        harness.await("all calls in " + journal, () -> journal.count("asked") == 4 && journal.count("closed") == 4);
    }

    @Clause("G6")
    @DisplayName("G6: close in a turn of one of the reactors, or in its work, throws, and stops nothing")
    void doesNotWaitForItself() throws Exception {
        group.start();
        assertThatThrownBy(() -> inTurnOf(members.get(2), () -> {
                    group.close();
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would wait for itself");
        assertThat(members).allMatch(Reactor::isRunning);
    }
}
