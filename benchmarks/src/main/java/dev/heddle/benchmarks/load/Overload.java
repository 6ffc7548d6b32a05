package dev.heddle.benchmarks.load;

/**
 * Not all requests of a schedule were answered in time: the rate was not kept, by the server or by the clients themselves. That
 * is something that was found out, but there are no times that would mean anything.
 */
public final class Overload extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /** One line says how far it got, and who was late if that is known. */
    Overload(String message) {
        super(message);
    }
}
