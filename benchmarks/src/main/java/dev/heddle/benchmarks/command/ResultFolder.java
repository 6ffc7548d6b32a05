package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.report.HtmlReport;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.JmhJson;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.WholeFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where a comparison leaves its results: its run, its forks, and what is made of them. */
record ResultFolder(Path path) {

    /** Name of the report. */
    static final String REPORT = "report.html";

    /**
     * Makes the folder, and sees whether files can be written to it.
     *
     * @throws IOException if not, or if there is something else in it than results, to which more can be added
     */
    static ResultFolder open(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException(path + " is not a folder");
        }
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "heddle", ".tmp"));
        } catch (IOException refused) {
            throw new IOException("cannot write to " + path + ": " + reason(refused), refused);
        }
        ResultFolder folder = new ResultFolder(path);
        if (!folder.hasRuns() && !folder.isEmpty()) {
            throw new IOException(path + " has something else in it than results of heddle compare, and nothing is ever"
                    + " overwritten: name another folder");
        }
        return folder;
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    private boolean hasRuns() {
        return ForkLog.isIn(path) || Files.exists(RunFile.file(path, 1));
    }

    /**
     * The number of the last run that was to measure the same as {@code wanted}, if it has not measured all of it.
     *
     * @param plan of the run that is wanted
     */
    OptionalInt unfinished(RunFile wanted, Plan plan) throws IOException {
        if (!hasRuns()) {
            return OptionalInt.empty();
        }
        List<RunFile> runs = RunFile.readAll(path);
        return IntStream.iterate(runs.size(), number -> number > 0, number -> number - 1)
                .filter(number -> wanted.isLike(runs.get(number - 1)))
                .limit(1)
                .filter(number -> !plan.open(forks(runs.get(number - 1).id())).isEmpty())
                .findFirst();
    }

    /** The forks of a run that can be read. */
    List<Fork> forks(String run) {
        try {
            return ForkLog.read(path).forks().stream()
                    .filter(fork -> fork.run().equals(run))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** The exceptions of {@code java.nio.file} often have nothing but the path as message. */
    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file or folder";
            case FileAlreadyExistsException exists -> exists.getFile() + " is not a folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** Writes what is made of the forks: JMH's file of results, and the report. */
    List<SavedRun> writeReport() throws IOException {
        List<SavedRun> runs = SavedRun.readAll(path);
        List<Fork> forks = ForkLog.read(path).forks();
        WholeFile.replace(path.resolve(SavedRun.RESULTS), fresh -> JmhJson.write(fresh, forks));
        writeReport(path.resolve(REPORT), runs);
        return runs;
    }

    /** Writes a report of those runs. */
    static void writeReport(Path file, List<SavedRun> runs) throws IOException {
        WholeFile.replace(file, fresh -> Files.writeString(fresh, HtmlReport.of(runs, folderOf(file))));
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file : parent;
    }

    /** Takes the folder away again, if nothing was written to it. */
    void removeIfEmpty() {
        try {
            Files.delete(path);
        } catch (IOException used) {
            // Something is in it, or it is gone already.
        }
    }
}
