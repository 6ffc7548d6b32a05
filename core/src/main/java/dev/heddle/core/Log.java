package dev.heddle.core;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What the reactor tells the operator. All of it goes to the system logger {@code dev.heddle}. A logger that throws is
 * the application's as well, and does not stop the reactor.
 */
final class Log {

    private static final System.Logger LOGGER = System.getLogger("dev.heddle");

    private Log() {}

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

    private static void log(Level level, String message, @Nullable Throwable cause) {
        try {
            LOGGER.log(level, message, cause);
        } catch (Throwable unheard) {
            // There is nobody left to tell.
        }
    }

    /** What {@code callback} calls itself, which is application code too and may throw. */
    private static String nameOf(Object callback) {
        try {
            return callback.toString();
        } catch (Throwable nameless) {
            return callback.getClass().getName();
        }
    }
}
