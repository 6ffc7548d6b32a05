package dev.heddle.benchmarks.fork;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells whoever traces the system calls of this process from where to where they count: by a look for a file that is nowhere. */
public final class TracedWindow implements Window {

    /** The path in the call with which the window begins. */
    public static final String BEGIN = "/heddle-window-begins";

    /** The path in the call with which it ends. */
    public static final String END = "/heddle-window-ends";

    TracedWindow() {}

    @Override
    public void begin() {
        look(BEGIN);
    }

    @Override
    public Map<String, Double> end() {
        look(END);
        return Map.of();
    }

    private static void look(String path) {
        if (Files.exists(Path.of(path))) {
            throw new IllegalStateException("there is a file " + path + ", which must not be");
        }
    }
}
