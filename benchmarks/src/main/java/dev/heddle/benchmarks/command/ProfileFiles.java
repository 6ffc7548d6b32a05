package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Pass;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a profile leaves what is more than figures: a folder of its own for each run, so that nothing is overwritten.
 *
 * @param results the folder of results
 * @param run the name of the run's file
 */
record ProfileFiles(Path results, String run) {

    private static final String FOLDER = "profiles";

    static ProfileFiles of(Path results, Path runFile) {
        String name = String.valueOf(runFile.getFileName());
        return new ProfileFiles(results.toAbsolutePath().normalize(), name.replaceFirst("\\.json$", ""));
    }

    /** Where the file of that fork is to be. */
    Path fileFor(Cell cell) {
        String variant = cell.variant().name().equals(Fork.ONLY_VARIANT)
                ? ""
                : " " + cell.variant().name();
        String name =
                cell.assignment().workload().name() + " " + cell.assignment().at() + " " + cell.arm() + variant;
        String suffix = cell.pass() == Pass.FLAME_GRAPH ? ".html" : ".jfr";
        return results.resolve(FOLDER).resolve(run).resolve(readable(name) + suffix);
    }

    private static String readable(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    }

    /** The same as the log has it, with slashes on any system. */
    String relative(Path file) {
        return results.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
