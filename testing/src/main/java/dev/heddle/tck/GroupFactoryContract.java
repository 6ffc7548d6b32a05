package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorGroup;
import dev.heddle.ReactorOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section G of the contract: the factories of groups. */
public abstract class GroupFactoryContract extends ReactorContract {

    private static final int SIZE = 3;
    private static final ListenOptions LOOPBACK = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());

    private ReactorGroup group;

    /** For subclasses. */
    protected GroupFactoryContract() {}

    @BeforeEach
    final void makeGroup() {
        group = ReactorGroup.of(IntStream.range(0, SIZE)
                .mapToObj(index -> harness.newReactor(ReactorOptions.defaults()))
                .toList());
    }

    private Reactor member(int index) {
        return group.reactors().get(index);
    }

    private RecordingFactory recordingFactory(String name) {
        return new RecordingFactory(journal, name, () -> new RecordingProtocol(journal, "server"));
    }

    /** Has a reactor listen, soon, and note that it wants to, and what came of it. */
    private void listenSoon(int index, String name, Factory factory) {
        member(index).callFromThread(() -> {
            journal.add(name + " wants");
            try {
                member(index).listenTcp(0, factory, LOOPBACK);
                journal.add(name + " listens");
            } catch (IllegalStateException refused) {
                journal.add(name + " is refused");
            }
        });
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Clause("G4")
    @DisplayName("G4: a factory that several reactors use is started once, before all, and stopped once, after all")
    void startsFactoriesOnce() throws Exception {
        RecordingFactory factory =
                new RecordingFactory(journal, "factory", () -> new RecordingProtocol(journal, "server"));
        group.start();
        List<TcpListeningPort> ports = new ArrayList<>();
        for (Reactor member : group) {
            ports.add(inTurnOf(member, () -> group.listenTcp(0, factory, LOOPBACK)));
        }
        for (int index = 0; index < SIZE; index++) {
            assertThat(journal.lines()).doesNotContain("factory stopped");
            inTurnOf(member(index), ports.get(index)::stopListening).addCallback(done -> {
                journal.add("port stopped");
                return true;
            });
            int stopped = index + 1;
            harness.await("the port's end", () -> journal.count("port stopped") == stopped);
        }
        assertThat(journal.lines())
                .containsExactly("factory started", "port stopped", "port stopped", "factory stopped", "port stopped");
    }

    @Clause("G4")
    @DisplayName("G4: a reactor that listens already cannot join a group, whose reactors count their factories as one")
    void joinsNew() {
        Reactor other = harness.newReactor(ReactorOptions.defaults());
        other.listenTcp(0, Factory.of(() -> new RecordingProtocol(journal, "server")), LOOPBACK);
        assertThatThrownBy(() -> ReactorGroup.of(List.of(reactor, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listens or connects already");
    }

    @Clause("G4")
    @DisplayName("G4: who wants a factory that is just being started waits for that")
    void waitsForTheStart() {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        AtomicReference<@Nullable Thread> waiting = new AtomicReference<>();
        Factory slow = recordingFactory("factory").whenStarted(() -> {
            awaitLatch(mayGoOn);
            journal.add("factory is ready");
        });
        group.start();
        listenSoon(0, "first", slow);
        journal.await("factory started");
        member(1).callFromThread(() -> waiting.set(Thread.currentThread()));
        listenSoon(1, "second", slow);
        journal.await("second wants");
        try {
            harness.await(
                    "the second to wait, or to go on",
                    () -> isParked(waiting.get()) || journal.count("second listens") > 0);
        } finally {
            mayGoOn.countDown();
        }
        assertThat(journal.await("second listens"))
                .containsSubsequence("second wants", "factory is ready", "second listens")
                .containsOnlyOnce("factory started");
    }

    private static boolean isParked(@Nullable Thread thread) {
        return thread != null && thread.getState() == Thread.State.WAITING;
    }

    @Clause("G4")
    @DisplayName("G4: while a factory is started, the other reactors go on with other factories")
    void goesOnWithOthers() {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        group.start();
        listenSoon(0, "first", recordingFactory("slow").whenStarted(() -> awaitLatch(mayGoOn)));
        journal.await("slow started");
        try {
            listenSoon(1, "second", recordingFactory("quick"));

            assertThat(journal.await("second listens")).doesNotContain("first listens");
        } finally {
            mayGoOn.countDown();
        }
        journal.await("first listens");
    }

    @Clause("G4")
    @DisplayName("G4: two factories whose starts wait for each other are refused, and neither reactor hangs")
    void refusesCircles() {
        CountDownLatch bothStarted = new CountDownLatch(2);
        RecordingFactory one = recordingFactory("one");
        RecordingFactory other = recordingFactory("other");
        one.whenStarted(() -> nest(bothStarted, 0, other));
        other.whenStarted(() -> nest(bothStarted, 1, one));
        group.start();

        listenSoon(0, "first", one);
        listenSoon(1, "second", other);

        journal.await("first listens");
        journal.await("second listens");
        assertThat(journal.lines()).containsOnlyOnce("refused");
    }

    /** In a start: waits for the other one's, and has this reactor listen with that factory. */
    private void nest(CountDownLatch bothStarted, int index, Factory wanted) {
        bothStarted.countDown();
        awaitLatch(bothStarted);
        try {
            member(index).listenTcp(0, wanted, LOOPBACK);
        } catch (IllegalStateException circular) {
            journal.add("refused");
        }
    }
}
