package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.results.Json;
import dev.heddle.benchmarks.results.Pass;
import java.nio.file.Path;
import java.util.Map;

/** The part of a fork that is profiled: after it has warmed up, and before it ends. */
interface Window {

    /** The window begins. */
    void begin() throws Exception;

    /** It has ended. Returns what was counted in it, by name; nothing if it is counted from outside. */
    Map<String, Double> end() throws Exception;

    /**
     * What is to be found out.
     *
     * @param file where it goes, if it is more than counts; absolute
     */
    record Purpose(Pass pass, String file) {

        /** In one line. */
        String toJson() {
            return Json.line(this);
        }

        /** Reads what {@link #toJson} wrote. */
        static Purpose ofJson(String line) {
            return Json.parse(line, Purpose.class);
        }

        Window open() {
            return switch (pass) {
                case TIMING -> throw new IllegalArgumentException("what is timed is not profiled");
                case COUNTS -> new CountedWindow();
                case SYSTEM_CALLS -> new TracedWindow();
                case FLAME_GRAPH -> new FlameGraphWindow(Path.of(file));
                case RECORDING -> new RecordedWindow(Path.of(file));
            };
        }
    }
}
