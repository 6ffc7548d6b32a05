package dev.heddle.process;

import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Gives a process its input, keeps what it says, and fires when it has ended. */
final class Collecting extends ProcessProtocol {

    /** A limit that means: keep nothing, and let it say what it likes. */
    static final int NOTHING = -1;

    private final Reactor reactor;
    private final ProcessOptions options;
    private final byte[] input;
    private final int limitBytes;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final Deferred<ProcessOutput> result;

    /** Null before the start. */
    private @Nullable ProcessTransport running;

    private boolean givenUp;

    Collecting(Reactor reactor, ProcessOptions options, byte[] input, int limitBytes) {
        this.reactor = reactor;
        this.options = options;
        this.input = input;
        this.limitBytes = limitBytes;
        result = Deferred.owedBy(reactor, cancelled -> giveUp());
    }

    Deferred<ProcessOutput> begin() {
        reactor.spawnProcess(this, options);
        return result;
    }

    private void giveUp() {
        givenUp = true;
        if (running != null) {
            running.kill();
            running.loseConnection();
        }
    }

    @Override
    public void connectionMade() {
        running = transport();
        if (givenUp) {
            giveUp();
        } else {
            running.write(input);
            running.closeStdin();
        }
    }

    @Override
    public void outReceived(ByteBuffer bytes) {
        keep(bytes, output);
    }

    @Override
    public void errReceived(ByteBuffer bytes) {
        keep(bytes, error);
    }

    private void keep(ByteBuffer bytes, ByteArrayOutputStream kept) {
        if (limitBytes == NOTHING || givenUp) {
            return;
        }
        if (bytes.remaining() > limitBytes - output.size() - error.size()) {
            giveUp();
            result.errback(new ProcessFailedException(
                    String.join(" ", options.command()) + " said more than " + limitBytes + " bytes", null));
            return;
        }
        byte[] some = new byte[bytes.remaining()];
        bytes.get(some);
        kept.writeBytes(some);
    }

    @Override
    public void processEnded(ProcessEnd reason) {
        if (givenUp) {
            return;
        }
        givenUp = true;
        switch (reason) {
            case ProcessEnd.Exited(int exitCode) ->
                result.callback(new ProcessOutput(exitCode, output.toByteArray(), error.toByteArray()));
            case ProcessEnd.NotStarted(var cause) ->
                result.errback(new ProcessFailedException(
                        String.join(" ", options.command()) + " cannot be started: " + cause.getMessage(), cause));
            case ProcessEnd.ProtocolFailed(var cause) -> result.errback(cause);
        }
    }
}
