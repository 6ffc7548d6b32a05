package dev.heddle.core;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What the reactor tells the operator. All of it goes to the system logger {@code dev.heddle}. A logger that throws is
 * the application's as well, and does not stop the reactor: the line then goes to standard error.
 */
final class Log {

    private static final System.Logger LOGGER = System.getLogger("dev.heddle");

    private Log() {}

    /** Has the logger read its configuration, which takes a descriptor, while there is one: that none is left is told here. */
    static void prepare() {
        LOGGER.isLoggable(Level.ERROR);
    }

    /** Application code threw where nobody waits for its result. */
    static void threw(Object callback, Throwable thrown) {
        log(Level.ERROR, "exception in " + nameOf(callback), thrown);
    }

    static void error(String message, Throwable cause) {
        log(Level.ERROR, message, cause);
    }

    static void warning(String message) {
        log(Level.WARNING, message, null);
    }

    static void warning(String message, Throwable place) {
        log(Level.WARNING, message, place);
    }

    private static void log(Level level, String message, @Nullable Throwable cause) {
        try {
            LOGGER.log(level, message, cause);
        } catch (Throwable unheard) {
            System.err.println("dev.heddle: " + level + ": " + message + (cause == null ? "" : ": " + nameOf(cause))
                    + " (the logger threw " + nameOf(unheard) + ")");
        }
    }

    /** What {@code thing} calls itself, which is application code too and may throw. */
    private static String nameOf(Object thing) {
        try {
            return thing.toString();
        } catch (Throwable nameless) {
            return thing.getClass().getName();
        }
    }
}
