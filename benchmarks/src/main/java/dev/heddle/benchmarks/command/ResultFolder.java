package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.report.HtmlReport;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.JmhJson;
import dev.heddle.benchmarks.results.SavedRun;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a comparison leaves its results: its run, its forks, and what is made of them. */
record ResultFolder(Path path) {

    /** Name of the report. */
    static final String REPORT = "report.html";

    /**
     * Makes the folder, and sees whether files can be written to it.
     *
     * @throws IOException if not, or if there is something in it already: results are never overwritten
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
        try (Stream<Path> files = Files.list(path)) {
            if (files.findAny().isPresent()) {
                throw new IOException(path + " is not empty, and results are never overwritten: name another folder");
            }
        }
        return new ResultFolder(path);
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
        JmhJson.write(path.resolve(SavedRun.RESULTS), ForkLog.read(path).forks());
        List<SavedRun> runs = SavedRun.readAll(path);
        Files.writeString(path.resolve(REPORT), HtmlReport.of(runs));
        return runs;
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
