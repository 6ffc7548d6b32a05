package dev.heddle.process;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The application's end of one child process. Extend it and override what is of interest.
 *
 * <p>Every method is called with the reactor's baton held: {@link #connectionMade} first; then what the process says, the
 * end of each of its three streams, and its exit, in any order; and {@link #processEnded} last, exactly once, when it has
 * exited and all three streams have ended (I7). An exception from any method has the process killed, and {@code
 * processEnded} then carries it in a {@link ProcessEnd.ProtocolFailed} (I9).
 *
 * {@snippet :
 * reactor.spawnProcess(new ProcessProtocol() {
 *     @Override
 *     public void connectionMade() {
 *         transport().write("one\ntwo\n".getBytes(UTF_8));
 *         transport().closeStdin();
 *     }
 *
 *     @Override
 *     public void outReceived(ByteBuffer bytes) {
 *         System.out.print(UTF_8.decode(bytes));
 *     }
 * }, "sort", "-r");
 * }
 */
public abstract class ProcessProtocol {

    private @Nullable ProcessTransport transport;

    /** For subclasses. A protocol serves one process. */
    protected ProcessProtocol() {}

    /**
     * Gives this protocol its transport and calls {@link #connectionMade}. Called once, by the reactor.
     *
     * @throws IllegalStateException if this protocol has a transport already
     */
    public final void makeConnection(ProcessTransport transport) {
        if (this.transport != null) {
            throw new IllegalStateException(this + " already serves the process " + this.transport);
        }
        this.transport = Objects.requireNonNull(transport, "transport");
        connectionMade();
    }

    /** The process runs, and {@link #transport()} is at hand. */
    public void connectionMade() {}

    /**
     * Some bytes of its standard output: at least one, in order, cut anywhere.
     *
     * @param bytes readable from position to limit, and only until this method returns; what is kept must be copied
     */
    public void outReceived(ByteBuffer bytes) {}

    /** Some bytes of its standard error, as {@link #outReceived} says. */
    public void errReceived(ByteBuffer bytes) {}

    /** Its standard input takes nothing more: we closed it, or the process did, or it has exited. */
    public void inConnectionLost() {}

    /** Its standard output has ended. */
    public void outConnectionLost() {}

    /** Its standard error has ended. */
    public void errConnectionLost() {}

    /**
     * It has exited. What it wrote before may still be on its way, and its own children may hold its streams open.
     *
     * @param exitCode as in {@link ProcessEnd.Exited}
     */
    public void processExited(int exitCode) {}

    /** It has exited, and its streams have ended; or it could not be started. Called exactly once, and last. */
    public void processEnded(ProcessEnd reason) {}

    /**
     * The process, also after its end.
     *
     * @throws IllegalStateException before {@link #connectionMade}
     */
    public final ProcessTransport transport() {
        if (transport == null) {
            throw new IllegalStateException(this + " has no process yet");
        }
        return transport;
    }
}
