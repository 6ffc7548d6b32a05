package dev.heddle.tck;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static dev.heddle.SystemEvent.STARTUP;
import static dev.heddle.TriggerPhase.AFTER;
import static dev.heddle.TriggerPhase.BEFORE;
import static dev.heddle.TriggerPhase.DURING;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.spi.ReactorProvider;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * A program for {@link ExitContract}: brings reactors, which print what they are told, into the state that its arguments
 * name, and says so. It ends by a signal, or by itself with {@link #STATUS}.
 */
final class ExitProgram {

    /** The exit status that the program gives. */
    static final int STATUS = 7;

    /** What the program does. */
    enum Scenario {
        RUNS,
        RUNS_WITH_THE_OPTION_OFF,
        HAS_NOT_RUN,
        WAITS_BEFORE_STARTUP,
        WAITS_BEFORE_SHUTDOWN,
        HAS_STOPPED,
        TAKES_TOO_LONG,
        EXITS_IN_A_THREAD,
        EXITS_IN_A_CALLBACK,
        EXITS_IN_A_TASK,
        EXITS_IN_WORK,
        EXITS_OFF_THE_BATON,
        EXITS_BEFORE_STARTUP,
        EXITS_DURING_SHUTDOWN,
        EXITS_AFTER_SHUTDOWN,
        EXITS_IN_A_TRIGGER_AFTER_A_SIGNAL,
        EXITS_AFTER_THE_RUN,
        RUNS_WHILE_THE_JVM_EXITS
    }

    /** More than any test waits for: if somebody waits for this, the test fails. */
    private static final Duration TOO_LONG = Duration.ofHours(1);

    /** Long enough for a stop to get to what it has to wait for, also where others use the machine. */
    static final Duration LIMIT = Duration.ofMillis(500);

    private final ReactorProvider provider;
    private final ReactorOptions options;
    private final Reactor reactor;

    private ExitProgram(ReactorProvider provider, Scenario scenario) {
        this.provider = provider;
        options = ReactorOptions.defaults()
                .withShutdownLimit(scenario == Scenario.TAKES_TOO_LONG ? LIMIT : TOO_LONG)
                .withStopAtExit(scenario != Scenario.RUNS_WITH_THE_OPTION_OFF);
        reactor = create("");
    }

    /** Runs the scenario that the second argument names, on reactors of the provider that the first one names. */
    public static void main(String[] args) throws Exception {
        ReactorProvider provider = Class.forName(args[0])
                .asSubclass(ReactorProvider.class)
                .getDeclaredConstructor()
                .newInstance();
        Scenario scenario = Scenario.valueOf(args[1]);
        new ExitProgram(provider, scenario).run(scenario);
        new CountDownLatch(1).await();
    }

    private void run(Scenario scenario) throws Exception {
        switch (scenario) {
            case RUNS, RUNS_WITH_THE_OPTION_OFF -> runConnected(() -> say("ready"));
            case HAS_NOT_RUN -> say("ready");
            case WAITS_BEFORE_STARTUP -> waitBeforeStartup();
            case WAITS_BEFORE_SHUTDOWN -> waitBeforeShutdown();
            case HAS_STOPPED -> stopAndForget();
            case TAKES_TOO_LONG -> takeTooLong();
            case EXITS_IN_A_THREAD -> runConnected(() -> Thread.ofPlatform().start(ExitProgram::exit));
            case EXITS_IN_A_CALLBACK -> exitInACallback();
            case EXITS_IN_A_TASK -> runConnected(() -> reactor.async(ExitProgram::exit));
            case EXITS_OFF_THE_BATON -> runConnected(() -> reactor.async(() -> reactor.offBaton(ExitProgram::exit)));
            case EXITS_IN_WORK -> runConnected(() -> reactor.deferToThread(ExitProgram::exit));
            case EXITS_BEFORE_STARTUP -> exitInATrigger(BEFORE, STARTUP, reactor::stop);
            case EXITS_DURING_SHUTDOWN -> exitInATrigger(DURING, SHUTDOWN, reactor::stop);
            case EXITS_AFTER_SHUTDOWN -> exitInATrigger(AFTER, SHUTDOWN, reactor::stop);
            case EXITS_IN_A_TRIGGER_AFTER_A_SIGNAL -> exitInATrigger(DURING, SHUTDOWN, () -> say("ready"));
            case EXITS_AFTER_THE_RUN -> {
                runConnected(reactor::stop);
                exit();
            }
            case RUNS_WHILE_THE_JVM_EXITS -> runInAHook();
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static int exit() {
        System.exit(STATUS);
        return STATUS;
    }

    /** A reactor that says, behind {@code name}, how far its shutdown has got. */
    private Reactor create(String name) {
        Reactor created = provider.create(options);
        created.addSystemEventTrigger(BEFORE, SHUTDOWN, () -> say(name + "before"));
        created.addSystemEventTrigger(DURING, SHUTDOWN, () -> say(name + "during"));
        created.addSystemEventTrigger(AFTER, SHUTDOWN, () -> say(name + "after"));
        return created;
    }

    /** Runs the reactor with a connection to itself, whose ends say when they are lost; once it is made, does {@code action}. */
    private void runConnected(Runnable action) {
        ListenOptions loopback = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());
        int port = reactor.listenTcp(0, Factory.of(() -> new Server(action)), loopback)
                .address()
                .getPort();
        reactor.connectTcp("127.0.0.1", port, ClientFactory.of(Client::new));
        reactor.run();
    }

    private static final class Client extends Protocol {

        @Override
        public void connectionMade() {
            transport().write(new byte[] {1});
        }

        @Override
        public void connectionLost(CloseReason reason) {
            say("lost");
        }
    }

    private static final class Server extends Protocol {

        private final Runnable action;

        Server(Runnable action) {
            this.action = action;
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            action.run();
        }

        @Override
        public void connectionLost(CloseReason reason) {
            say("lost");
        }
    }

    private void waitBeforeStartup() {
        reactor.addSystemEventTriggerDeferring(STARTUP, () -> {
            say("ready");
            return new Deferred<String>();
        });
        reactor.run();
    }

    /** Goes on when a line comes in. */
    private void waitBeforeShutdown() {
        reactor.addSystemEventTriggerDeferring(SHUTDOWN, () -> {
            say("ready");
            return reactor.deferToThread(() -> new Scanner(System.in, StandardCharsets.UTF_8).nextLine());
        });
        runConnected(reactor::stop);
    }

    /** Nothing holds on to a reactor that has stopped, and no shutdown hook. */
    private void stopAndForget() {
        Garbage.awaitCollected(List.of(stopped()));
        say("ready");
    }

    private WeakReference<Reactor> stopped() {
        Reactor once = provider.create(options);
        once.callWhenRunning(once::stop);
        once.run();
        return new WeakReference<>(once);
    }

    /** Three reactors, each of which waits for something else. */
    private void takeTooLong() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(3);
        Reactor waiting = provider.create(options);
        waiting.addSystemEventTriggerDeferring(SHUTDOWN, new NeverDone(ready));
        waiting.callWhenRunning(waiting::stop);
        Reactor busy = provider.create(options);
        busy.callWhenRunning(() -> neverReturn(ready));
        Reactor working = provider.create(options);
        working.deferToThread(new DeafWork(ready));
        List.of(waiting, busy, working).forEach(Reactor::start);
        ready.await();
        say("ready");
    }

    private record NeverDone(CountDownLatch ready) implements Callable<Deferred<String>> {

        @Override
        public Deferred<String> call() {
            ready.countDown();
            return new Deferred<>();
        }

        @Override
        public String toString() {
            return "a trigger that is never done";
        }
    }

    private record DeafWork(CountDownLatch ready) implements Callable<String> {

        @Override
        public String call() {
            neverReturn(ready);
            return "";
        }

        @Override
        public String toString() {
            return "deaf work";
        }
    }

    private static void neverReturn(CountDownLatch ready) {
        ready.countDown();
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException unheard) {
                // That is the point of it.
            }
        }
    }

    /** With a second reactor, which can be stopped, and a hook of the application's, which waits for the first one. */
    private void exitInACallback() {
        create("other ").start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            reactor.close();
            say("closed");
        }));
        runConnected(ExitProgram::exit);
    }

    private void exitInATrigger(TriggerPhase phase, SystemEvent event, Runnable whenConnected) {
        reactor.addSystemEventTrigger(phase, event, ExitProgram::exit);
        runConnected(whenConnected);
    }

    private void runInAHook() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> runConnected(reactor::stop)));
        say("ready");
    }
}
