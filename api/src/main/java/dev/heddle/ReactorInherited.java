package dev.heddle;

import dev.heddle.net.CannotListenException;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.StreamOptions;

/** What this process was started with: a socket on descriptor 0, or standard input and output. Each can be adopted once. */
public interface ReactorInherited {

    /**
     * Serves the socket that this process was given as its descriptor 0: by inetd, by systemd with {@code
     * StandardInput=socket}, or by another program that starts it so. One that listens, of TCP or UNIX, is a port as any
     * other. One that is a connection is served as the only one of its port (I13).
     *
     * <p>Whoever gives it often makes it the standard output and error as well. So, when it is closed, the JDK lets all three
     * standard streams lead nowhere: a program that is started so writes its log to a file.
     *
     * @param factory makes the protocol of each connection
     * @return the port, whose end closes this process's descriptor; whoever gave it may go on listening
     * @throws CannotListenException if descriptor 0 is no such socket, or was adopted before
     * @throws IllegalStateException if the reactor stops and has got to its connections, or has stopped
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    default ListeningPort adoptInheritedSocket(Factory factory) {
        return adoptInheritedSocket(factory, ListenOptions.defaults());
    }

    /** As {@link #adoptInheritedSocket(Factory)}, with options, of which those for connections count. */
    ListeningPort adoptInheritedSocket(Factory factory, ListenOptions options);

    /**
     * Makes a connection of standard input, which is what it receives, and standard output, where it sends to (I14). It is the
     * only one of the port that is returned. Its loss closes both; from then on {@code System.in} is at its end, and what goes to {@code
     * System.out} is dropped. What {@code System.in} has read ahead by now is not seen.
     *
     * @param factory makes the one protocol
     * @throws CannotListenException if they were adopted before
     * @throws IllegalStateException if the reactor stops and has got to its connections, or has stopped
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    default ListeningPort adoptStandardStreams(Factory factory) {
        return adoptStandardStreams(factory, StreamOptions.defaults());
    }

    /** As {@link #adoptStandardStreams(Factory)}, with options. */
    ListeningPort adoptStandardStreams(Factory factory, StreamOptions options);
}
