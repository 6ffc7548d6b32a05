package dev.heddle.core;

import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import dev.heddle.process.ProcessEnd;
import dev.heddle.process.ProcessOptions;
import dev.heddle.process.ProcessProtocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One child process: three streams, each of which goes one way, and an exit. It has ended when all four have.
 *
 * <p>Signals are sent by the process's handle. {@link Process#destroy} would also close its streams, with what the process
 * said last in them, and could wait for who writes to one.
 */
final class ChildProcess implements Live {

    private final CoreReactor reactor;
    private final Turns turns;
    private final ProcessProtocol protocol;
    private final ProcessOptions options;

    /** Null until the process runs, as are the streams. */
    private @Nullable Process process;

    private @Nullable Stream in;
    private @Nullable Stream out;
    private @Nullable Stream err;

    private int openStreams;
    private boolean exited;
    private boolean stopping;

    /** What the protocol threw first; null if it did not. */
    private @Nullable Throwable failure;

    ChildProcess(CoreReactor reactor, ProcessProtocol protocol, ProcessOptions options) {
        this.reactor = reactor;
        this.turns = reactor.turns();
        this.protocol = protocol;
        this.options = options;
    }

    // Beginning.

    /** Has the process started, when the reactor runs. Called in a turn, or before the run. */
    void begin() {
        reactor.nowLive(this);
        reactor.whenRunning(() -> turns.driver().runBeside("heddle start of " + options.command(), this::start));
    }

    /** Beside the reactor. Whatever comes of it is told: the reactor does not end before. */
    private void start() {
        try {
            Process started = builder().start();
            turns.mailbox.give(() -> started(started));
        } catch (IOException | RuntimeException refused) {
            IOException cause =
                    refused instanceof IOException told ? told : new IOException(refused.toString(), refused);
            turns.mailbox.give(() -> notStarted(cause));
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(options.command()).redirectErrorStream(options.mergesError());
        Path directory = options.directory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        Map<String, String> environment = options.environment();
        if (environment != null) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        return builder;
    }

    private void notStarted(IOException cause) {
        tellEnded(new ProcessEnd.NotStarted(cause));
    }

    private void started(Process started) {
        if (stopping) {
            started.toHandle().destroyForcibly();
            notStarted(new IOException("the reactor stopped while " + options.command() + " was being started"));
            return;
        }
        process = started;
        String name = "process " + started.pid();
        in = open(
                new PipeWire(turns, name + " in", null, started.getOutputStream()),
                bytes -> {},
                protocol::inConnectionLost);
        out = open(
                new PipeWire(turns, name + " out", started.getInputStream(), null),
                protocol::outReceived,
                protocol::outConnectionLost);
        err = open(
                new PipeWire(turns, name + " err", started.getErrorStream(), null),
                protocol::errReceived,
                protocol::errConnectionLost);
        out.loseWrite();
        err.loseWrite();
        tell(() -> protocol.makeConnection(new ChildTransport(reactor, this, started.pid())));
        watchExit(started);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what gives to the mailbox does not fail
    private void watchExit(Process started) {
        started.onExit().thenRun(() -> turns.mailbox.give(() -> exited(started.exitValue())));
    }

    private Stream open(Wire wire, Consumer<ByteBuffer> received, Runnable lost) {
        openStreams++;
        Protocol pipe = new Pipe(received, lost);
        Stream stream = new Stream(reactor, wire, pipe, StreamOptions.defaults(), reason -> {});
        stream.open(Factory.of(() -> pipe), wire.remoteAddress(), () -> {});
        return stream;
    }

    /** One of the three streams. */
    private final class Pipe extends Protocol {

        private final Consumer<ByteBuffer> received;
        private final Runnable lost;

        Pipe(Consumer<ByteBuffer> received, Runnable lost) {
            this.received = received;
            this.lost = lost;
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            received.accept(bytes);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            openStreams--;
            if (reason instanceof CloseReason.ProtocolFailed failed) {
                fail(failed.cause());
            }
            tell(lost);
            endIfAllHas();
        }

        @Override
        public String toString() {
            return protocol.toString();
        }
    }

    // What the application calls, through its transport.

    Stream in() {
        return Objects.requireNonNull(in);
    }

    void pauseReading() {
        Objects.requireNonNull(out).inflow.pause();
        Objects.requireNonNull(err).inflow.pause();
    }

    void resumeReading() {
        Objects.requireNonNull(out).resumeReading();
        Objects.requireNonNull(err).resumeReading();
    }

    void lose() {
        in().lose();
        Objects.requireNonNull(out).abort();
        Objects.requireNonNull(err).abort();
    }

    void terminate() {
        if (process != null && !exited) {
            process.toHandle().destroy();
        }
    }

    void kill() {
        if (process != null && !exited) {
            process.toHandle().destroyForcibly();
        }
    }

    // Ending.

    private void exited(int exitCode) {
        exited = true;
        in().abort();
        tell(() -> protocol.processExited(exitCode));
        endIfAllHas();
    }

    @Override
    public boolean isEnding() {
        return stopping;
    }

    /** Its streams are live themselves, and end by themselves. */
    @Override
    public void endForStop() {
        stopping = true;
        Process running = process;
        if (running != null && !exited) {
            terminate();
            Duration limit = reactor.options().shutdownLimit();
            turns.driver().runOnThread("heddle end of " + this, () -> killAfter(limit, running));
        }
    }

    /** In real time: no clock of a test's makes a process end sooner. */
    private static void killAfter(Duration limit, Process running) {
        try {
            if (!running.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                running.toHandle().destroyForcibly();
            }
        } catch (InterruptedException over) {
            running.toHandle().destroyForcibly();
        }
    }

    /** Calls the application, whose exception ends the process (I9). */
    private void tell(Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            Log.threw(protocol, thrown);
            fail(thrown);
        }
    }

    private void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
            kill();
            lose();
        }
    }

    private void endIfAllHas() {
        if (exited && openStreams == 0) {
            int exitCode = Objects.requireNonNull(process).exitValue();
            turns.later(() -> tellEnded(
                    failure == null ? new ProcessEnd.Exited(exitCode) : new ProcessEnd.ProtocolFailed(failure)));
        }
    }

    private void tellEnded(ProcessEnd reason) {
        try {
            protocol.processEnded(reason);
        } catch (Throwable thrown) {
            Log.threw(protocol, thrown);
        }
        reactor.ended(this);
    }

    @Override
    public String toString() {
        return "process " + (process == null ? "" : process.pid() + " ") + options.command();
    }
}
