package dev.heddle.core;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The socket that a process may have been given as its descriptor 0, of which there is one for all reactors. */
public final class InheritedSocket {

    private static final AtomicBoolean ADOPTED = new AtomicBoolean();

    private InheritedSocket() {}

    /** The caller has it, and nobody else will. */
    public static void adopt() throws IOException {
        if (ADOPTED.getAndSet(true)) {
            throw new IOException("it was adopted before");
        }
    }

    /** What to tell where there is none. */
    public static IOException missing() {
        return new IOException("descriptor 0 is no stream socket: it is one where inetd, or systemd with"
                + " StandardInput=socket, starts this process");
    }
}
