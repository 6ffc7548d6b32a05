package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactors;
import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.protocols.ServerService;
import dev.heddle.protocols.Service;
import dev.heddle.protocols.ServiceGroup;
import dev.heddle.protocols.Services;
import dev.heddle.protocols.TimerService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clauses V9 to V11: services, and what starts and stops them. */
public abstract class ServiceContract extends StoppedClockContract {

    private final IOException cause = new IOException("on purpose");

    /** For subclasses. */
    protected ServiceContract() {}

    /** Notes what it is told, and is ready and stopped when the test says so, or at once where it has nothing to say. */
    private final class Recording implements Service {

        private final String name;
        private final Deque<Deferred<@Nullable Void>> answers = new ArrayDeque<>();
        private boolean running;

        Recording(String name) {
            this.name = name;
        }

        /** What the next start gives. */
        Recording answering(Deferred<@Nullable Void> start) {
            answers.add(start);
            return this;
        }

        /** What the next start and the next stop give. */
        Recording answering(Deferred<@Nullable Void> start, Deferred<@Nullable Void> stop) {
            return answering(start).answering(stop);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public Deferred<@Nullable Void> startService() {
            journal.add("start " + name);
            running = true;
            return answer();
        }

        @Override
        public Deferred<@Nullable Void> stopService() {
            journal.add("stop " + name);
            running = false;
            return answer();
        }

        private Deferred<@Nullable Void> answer() {
            Deferred<@Nullable Void> given = answers.poll();
            return given == null ? Deferred.succeed(null) : given;
        }
    }

    private Deferred<?> note(Deferred<@Nullable Void> done, String name) {
        return done.addConsumer(nothing -> journal.add(name))
                .addErrorConsumer(failure -> journal.add(name + " failed: " + failure.getErrorMessage() + " "
                        + Stream.of(failure.getCause().getSuppressed())
                                .map(Throwable::getMessage)
                                .toList()));
    }

    private static ServiceGroup group(Service... services) {
        ServiceGroup group = new ServiceGroup("group");
        Stream.of(services).forEach(group::add);
        return group;
    }

    // V9: groups.

    @Clause("V9")
    @DisplayName(
            "V9: services start in the order added, each when the one before is ready, and stop in the reverse one")
    void groupsKeepTheOrder() {
        Deferred<@Nullable Void> ready = new Deferred<>();
        Deferred<@Nullable Void> gone = new Deferred<>();
        ServiceGroup group =
                group(new Recording("a").answering(ready), new Recording("b").answering(Deferred.succeed(null), gone));

        note(group.startService(), "started");
        assertThat(journal.lines()).containsExactly("start a");
        ready.callback(null);
        assertThat(journal.lines()).containsExactly("start a", "start b", "started");
        assertThat(group.isRunning()).isTrue();
        note(group.startService(), "started again");
        note(group.stopService(), "stopped");
        assertThat(group.isRunning()).isFalse();
        gone.callback(null);
        note(group.stopService(), "stopped again");

        assertThat(journal.lines().subList(3, journal.lines().size()))
                .containsExactly("started again", "stop b", "stop a", "stopped", "stopped again");
    }

    @Clause("V9")
    @DisplayName("V9: a start that fails stops those that were started, and fails the group's")
    void aFailingStart() {
        ServiceGroup group = group(
                new Recording("a").answering(Deferred.succeed(null), Deferred.fail(new IOException("at the stop"))),
                new Recording("b"),
                new Recording("c").answering(Deferred.fail(cause)),
                new Recording("d"));

        note(group.startService(), "started");

        assertThat(journal.lines())
                .containsExactly(
                        "start a",
                        "start b",
                        "start c",
                        "stop b",
                        "stop a",
                        "started failed: on purpose [at the stop]");
        assertThat(group.isRunning()).isFalse();
        note(group.stopService(), "stopped");
        assertThat(journal.lines()).endsWith("started failed: on purpose [at the stop]", "stopped");
    }

    @Clause("V9")
    @DisplayName("V9: all are stopped, also where some fail to, and the failures are told together")
    void failingStops() {
        ServiceGroup group = group(
                new Recording("a").answering(Deferred.succeed(null), Deferred.fail(new IOException("second"))),
                new Recording("b"),
                new Recording("c").answering(Deferred.succeed(null), Deferred.fail(new IOException("first"))));
        group.startService();

        note(group.stopService(), "stopped");

        assertThat(journal.lines()).endsWith("stop c", "stop b", "stop a", "stopped failed: first [second]");
    }

    @Clause("V9")
    @DisplayName("V9: a stop in the midst of a start cancels the service that is starting, and stops those before it")
    void aStopDuringTheStart() {
        Deferred<@Nullable Void> never = new Deferred<>(self -> journal.add("cancelled"));
        ServiceGroup group = group(new Recording("a"), new Recording("b").answering(never), new Recording("c"));
        note(group.startService(), "started");

        note(group.stopService(), "stopped");

        assertThat(journal.lines()).startsWith("start a", "start b", "cancelled", "stop a");
        assertThat(journal.lines()).hasSize(6).contains("stopped").doesNotContain("start c");
        assertThat(journal.lines()).anyMatch(line -> line.startsWith("started failed:"));
    }

    @Clause("V9")
    @DisplayName("V9: adding to a running group starts the service, removing stops it, and a group may be in a group")
    void groupsChange() {
        Recording late = new Recording("late");
        Recording bad = new Recording("bad").answering(Deferred.fail(cause));
        ServiceGroup inner = group(new Recording("a"));
        ServiceGroup group = group(inner);
        group.startService();

        note(group.add(late), "added");
        note(inner.add(bad), "bad");
        note(group.remove(late), "removed");

        assertThat(journal.lines())
                .containsExactly(
                        "start a",
                        "start late",
                        "added",
                        "start bad",
                        "bad failed: on purpose []",
                        "stop late",
                        "removed");
        assertThat(group.services()).containsExactly(inner);
        assertThat(inner.services()).hasSize(1);
        assertThatThrownBy(() -> group.add(inner)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> group.remove(late)).hasMessage("late is not in group");
    }

    // V10: timers and servers.

    @Clause("V10")
    @DisplayName("V10: a timer service calls at once and then each interval, and its stop waits for the call under way")
    void timers() throws Exception {
        stopClock();
        Deferred<@Nullable Void> job = new Deferred<>();
        TimerService service = TimerService.deferring("tick", reactor, HOUR, () -> {
            journal.add("tick");
            return journal.count("tick") == 3 ? job : Deferred.<@Nullable Void>succeed(null);
        });

        doInTurn(service::startService);
        settle();
        pass(HOUR);
        pass(HOUR);
        assertThat(journal.count("tick")).isEqualTo(3);
        doInTurn(() -> note(service.stopService(), "stopped"));
        assertThat(inTurn(service::isRunning)).isFalse();
        settle();
        assertThat(called()).doesNotContain("stopped");
        doInTurn(() -> job.callback(null));
        journal.await("stopped");
        pass(HOUR);
        assertThat(journal.count("tick")).isEqualTo(3);

        doInTurn(service::startService);
        settle();
        assertThat(journal.count("tick")).isEqualTo(4);
        doInTurn(service::stopService);
    }

    @Clause("V10")
    @DisplayName("V10: a job that fails is logged, and ends its timer service")
    void aFailingJob() throws Exception {
        stopClock();
        TimerService service = TimerService.of("tick", reactor, HOUR, () -> {
            journal.add("tick");
            throw new UncheckedIOException(cause);
        });
        try (LogCapture log = new LogCapture(harness)) {
            doInTurn(service::startService);
            harness.await("the log", () -> !log.records().isEmpty());
            assertThat(log.messages()).containsExactly("timer service tick failed, and ends");
        }

        assertThat(inTurn(service::isRunning)).isFalse();
        doInTurn(() -> note(service.stopService(), "stopped"));
        assertThat(called()).containsExactly("tick", "stopped");
    }

    private ServerService server(int port) {
        ListenOptions loopback = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());
        Factory factory = new RecordingFactory(journal, "factory", () -> recording("server"));
        return new ServerService(
                "server", given -> Deferred.succeed(reactor.listenTcp(port, given, loopback)), factory);
    }

    @Clause("V10")
    @DisplayName(
            "V10: a server service listens while it is started, until the port is closed, and can be started again")
    void servers() throws Exception {
        start();
        ServerService service = server(0);
        for (int round = 1; round <= 2; round++) {
            int now = round;
            doInTurn(service::startService);
            TcpListeningPort port = (TcpListeningPort) inTurn(service::port);
            Peer peer = harness.connectPeer(port.address());
            harness.await("a connection", () -> journal.count("server made") == now);
            assertThat(inTurn(service::isRunning)).isTrue();
            peer.close();
            doInTurn(() -> note(service.stopService(), "stopped"));
            harness.await("the stop", () -> journal.count("stopped") == now);
            assertThat(journal.count("factory stopped")).isEqualTo(now);
        }
        assertThat(inTurn(service::isRunning)).isFalse();
        assertThatThrownBy(service::port).isInstanceOf(IllegalStateException.class);
    }

    @Clause("V10")
    @DisplayName("V10: a server service that cannot listen fails its start, and is not running")
    void serversThatCannotListen() throws Exception {
        start();
        TcpListeningPort taken = listen(() -> recording("other"));
        ServerService service = server(taken.address().getPort());
        List<Throwable> thrown = new CopyOnWriteArrayList<>();

        doInTurn(() -> service.startService().addErrorConsumer(failure -> thrown.add(failure.getCause())));

        assertThat(thrown).singleElement().isInstanceOf(CannotListenException.class);
        assertThat(inTurn(service::isRunning)).isFalse();
    }

    // V11: services and reactors.

    @Clause("V11")
    @DisplayName("V11: a service as a program is stopped before its reactor, which waits for it")
    void servicesAsPrograms() throws Exception {
        Deferred<@Nullable Void> gone = new Deferred<>();
        Recording service = new Recording("a").answering(Deferred.succeed(null), gone);
        Thread program = Thread.ofPlatform().start(() -> react(service));
        journal.await("start a");

        reactor.stop();
        journal.await("stop a");
        settle();
        assertThat(journal.lines()).doesNotContain("returned");
        doInTurn(() -> gone.callback(null));

        assertThat(journal.await("returned")).containsSubsequence("start a", "stop a", "returned");
        program.join();
    }

    private void react(Service service) {
        try {
            Reactors.react(reactor, running -> Services.run(service));
            journal.add("returned");
        } catch (Exception thrown) {
            journal.add("threw " + thrown.getMessage());
        }
    }

    @Clause("V11")
    @DisplayName("V11: a service that cannot start ends the program with its failure")
    void programsThatCannotStart() throws Exception {
        Thread program = Thread.ofPlatform().start(() -> react(new Recording("a").answering(Deferred.fail(cause))));

        assertThat(journal.await("threw on purpose")).startsWith("start a");
        program.join();
    }

    @Clause("V11")
    @DisplayName("V11: a service that goes with a reactor starts when that runs, and is stopped before it stops")
    void servicesWithAReactor() {
        Services.runWith(reactor, new Recording("a"));
        reactor.addSystemEventTrigger(TriggerPhase.AFTER, SystemEvent.SHUTDOWN, () -> journal.add("shut down"));
        assertThat(journal.lines()).isEmpty();

        start();
        journal.await("start a");
        reactor.stop();

        assertThat(journal.await("shut down")).containsExactly("start a", "stop a", "shut down");
    }

    @Clause("V11")
    @DisplayName("V11: one that cannot start is logged, and stops its reactor")
    void servicesThatCannotStart() {
        try (LogCapture log = new LogCapture(harness)) {
            Services.runWith(reactor, new Recording("a").answering(Deferred.fail(cause)));
            noteWhen(TriggerPhase.AFTER, SystemEvent.SHUTDOWN);
            start();
            journal.await("after shutdown");

            assertThat(log.await(cause).getMessage()).isEqualTo("service a cannot start");
        }
    }
}
