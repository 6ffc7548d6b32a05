package dev.heddle.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The results of one run, whose figures may be compared with each other, and with no others.
 *
 * @param name the folder or file it was read from, without what that is in
 */
public record SavedRun(String name, Environment environment, List<Measured> workloads) {

    /** Name of the file with what JMH measured. */
    public static final String RESULTS = "results.json";

    /** Name of the file that says where it was measured. */
    public static final String ENVIRONMENT = "environment.json";

    /**
     * Reads a run.
     *
     * @param path a folder that a comparison left, or a file of JMH's results in JSON, beside which there may be an
     *     environment file
     * @throws IOException if there is none, or it cannot be understood
     */
    public static SavedRun read(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        Path results = folder ? path.resolve(RESULTS) : path;
        if (!Files.isReadable(results)) {
            throw new IOException("cannot read " + results);
        }
        Path beside = results.resolveSibling(ENVIRONMENT);
        Environment environment = Files.isReadable(beside) ? Environment.read(beside) : new Environment(Map.of());
        return new SavedRun(
                String.valueOf(path.toAbsolutePath().normalize().getFileName()),
                environment,
                SavedResults.read(results));
    }
}
