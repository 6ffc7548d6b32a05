package dev.heddle.benchmarks.fork;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** Has the JVM record itself, and leaves that. */
final class RecordedWindow implements Window {

    /** The settings of that name that are in every JDK. */
    static final String SETTINGS = "profile";

    private final Path file;

    /** Null before the window. */
    private @Nullable Recording recording;

    RecordedWindow(Path file) {
        this.file = file;
    }

    @Override
    public void begin() throws IOException, ParseException {
        Recording begun = new Recording(Configuration.getConfiguration(SETTINGS));
        begun.start();
        recording = begun;
    }

    @Override
    public Map<String, Double> end() throws IOException {
        Recording begun = recording;
        if (begun == null) {
            throw new IllegalStateException("the window has not begun");
        }
        try (begun) {
            begun.stop();
            begun.dump(file);
        }
        return Map.of();
    }
}
