package dev.heddle.core;

import java.lang.System.Logger.Level;

/** What the reactor tells the operator. All of it goes to the system logger {@code dev.heddle}. */
final class Log {

    private static final System.Logger LOGGER = System.getLogger("dev.heddle");

    private Log() {}

    /** Application code threw where nobody waits for its result. */
    static void threw(Object callback, Throwable thrown) {
        LOGGER.log(Level.ERROR, "exception in " + callback, thrown);
    }

    static void error(String message, Throwable cause) {
        LOGGER.log(Level.ERROR, message, cause);
    }

    static void warning(String message) {
        LOGGER.log(Level.WARNING, message);
    }
}
