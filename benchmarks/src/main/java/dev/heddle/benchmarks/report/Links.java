package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.SavedRun;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where files are that forks have left, as seen from a page.
 *
 * @param page the folder of the page
 */
record Links(Path page) {

    Links {
        page = page.toAbsolutePath().normalize();
    }

    /** The address of a file that is named relative to the run's folder. */
    String to(SavedRun run, String file) {
        Path path = page.relativize(run.folder().toAbsolutePath().resolve(file));
        return StreamSupport.stream(path.spliterator(), false)
                .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
