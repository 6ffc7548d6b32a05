package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.results.SavedRun;
import java.util.List;

/** Pages, to be put where the files of the first run are. */
final class Pages {

    private Pages() {}

    static String of(List<SavedRun> runs) {
        return HtmlReport.of(runs, runs.get(0).folder());
    }
}
