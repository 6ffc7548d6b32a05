package dev.heddle.core;

import dev.heddle.net.ConnectOptions;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a backend does for one reactor: it makes connections, it waits, and it brings what happened to the core.
 *
 * <p>This port, with {@link Wire}, speaks of completions, not readiness. A thread that blocks has nothing to say about
 * readiness, while a selector turns readiness into completion with a few lines; the other direction has no cheap form.
 *
 * <p>Three rules hold for every method here and on {@link Wire}, {@link Acceptor} and {@link Attempt}:
 *
 * <ol>
 *   <li>The core calls it with the baton held, except for {@link #loop}, {@link #start}, {@link #helpUntil},
 *       {@link #wake}, {@link #runBeside} and {@link #runOnThread}.
 *   <li>It does not block.
 *   <li>It never calls up into the core. What it has to say, it says by what it returns, or later, in a visit of its
 *       own: between {@link Turns#enter} and {@link Turns#leave}, or as the arrivals of {@link Turns#turn}.
 * </ol>
 *
 * <p>Where assertions are enabled, whoever breaks a rule is told by a {@link PortRuleError}.
 */
public interface Driver {

    /** Makes the driver for a reactor that is being made. */
    @FunctionalInterface
    interface Opener {

        /** A driver that brings its events to {@code turns}. */
        Driver open(Turns turns);
    }

    /**
     * Turns the calling thread over: calls {@link Turns#turn} and waits, in turn, until that says that the reactor is
     * over. When this returns, the driver has released all that it held, and threads that serve the loop itself have
     * ended; all others are made in {@link Turns#threads}, and are then interrupted and joined. Also called, once, on a
     * reactor that is closed without having run.
     */
    void loop();

    /**
     * Has {@code life} run, which calls {@link #loop} and then ends the reactor. Unless a driver knows better, it runs on a
     * platform thread of its own, from now on. A driver whose turns are made by those who wait for them runs it once
     * {@link Turns#turn} has said that the reactor is over; its {@code loop} then returns at once.
     */
    default void start(Runnable life) {
        ThreadScope.platform("heddle-reactor", life).start();
    }

    /**
     * Called, without the baton, by a thread that is about to wait until {@code done}. A driver whose turns are made by those
     * who wait for them makes them until then; others have nothing to do.
     */
    default void helpUntil(BooleanSupplier done) {}

    /** Makes the wait of {@link #loop} end now, or, if it is not waiting, the next one. From any thread. */
    void wake();

    /** Begins to connect; ends with one event, unless it is cancelled first. The timeout is the core's. */
    Attempt connect(SocketAddress remote, ConnectOptions options, ConnectEvents events);

    /** Binds a port; connections are not accepted until {@link Acceptor#accept}. */
    Acceptor listen(SocketAddress local, ListenOptions options, AcceptEvents events) throws IOException;

    /** Binds a port for datagrams, and connects it, if the options name a peer. Nothing is read until it is asked for. */
    DatagramWire openDatagrams(InetSocketAddress local, DatagramOptions options, DatagramEvents events)
            throws IOException;

    /**
     * Makes a port of the socket that this process was given, or of the one connection that it is.
     *
     * @throws IOException if it was given none, as a driver without sockets never is
     */
    default Acceptor adopt(ListenOptions options, AcceptEvents events) throws IOException {
        throw new IOException("nothing is inherited where there are no sockets");
    }

    /** Runs {@code work}, which may block, on a thread of {@link Turns#threads}. */
    void runBeside(String name, Runnable work);

    /**
     * As {@link #runBeside}, on a platform thread: for what waits without letting go of its carrier, as the JDK's streams
     * of pipes and processes do.
     */
    void runOnThread(String name, Runnable work);

    /** A connection that is being made. */
    @FunctionalInterface
    interface Attempt {

        /** Gives it up. There may still be an event, if it was under way already. */
        void cancel();
    }

    /** What comes of {@link #connect}: one of the two, in a visit. */
    interface ConnectEvents {

        /** There is a connection. Its wire is attached to, or closed, before this returns, and does nothing before. */
        void connected(Wire wire);

        /** There is none. */
        void failed(IOException cause);
    }

    /** A bound port. */
    interface Acceptor {

        /** What is bound. */
        SocketAddress address();

        /** Accepts connections from now on, or goes on doing so after a failure. */
        void accept();

        /** Closes the port; ends with {@link AcceptEvents#closed}. */
        void close();
    }

    /** What a port has to say, each in a visit. */
    interface AcceptEvents {

        /**
         * There is a connection. Its wire is attached to, or closed, before this returns, and does nothing before. One
         * that was accepted in time may be told of after a failure, or after the end.
         */
        void accepted(Wire wire);

        /** Accepting failed and rests until {@link Acceptor#accept} is called again. */
        void failed(IOException cause);

        /** The port is closed, and free to be bound again. No {@link #handOver} is begun any more. */
        void closed();

        /**
         * To whom the connection goes that was just accepted; null, as always for a port of one reactor, if it is to be
         * told of here, by {@link #accepted}. Asked once for each connection, by any thread.
         */
        default @Nullable HandOver handOver() {
            return null;
        }
    }

    /**
     * One connection on its way from the driver that accepted it to the driver that serves it, of the same kind. By any
     * thread, but for {@link #accepted}.
     */
    interface HandOver {

        /** The driver that serves it. */
        Driver driver();

        /** Has {@code task} run with the baton of that driver's reactor, as a visit; false if there are no more turns. */
        boolean give(Runnable task);

        /** As {@link AcceptEvents#accepted}, in a visit of that driver. */
        void accepted(Wire wire);

        /** It is over, exactly once, whatever came of it. */
        void end();
    }
}
