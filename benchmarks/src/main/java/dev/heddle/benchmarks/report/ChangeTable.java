package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.report.DataTable.Cell;
import dev.heddle.benchmarks.results.Change;
import dev.heddle.benchmarks.results.SavedRun;
import java.util.List;

/** What became of the backends from one run to another. */
final class ChangeTable {

    private ChangeTable() {}

    static String title(SavedRun before, SavedRun after) {
        return "Since " + before.name() + ", in " + after.name();
    }

    /** Writes what there is to be told. */
    static void write(SavedRun before, SavedRun after, String id, Html html) {
        List<Change> changes = Change.between(before, after);
        html.add("<section id=\"", id, "\"><h2>", Html.escaped(title(before, after)), "</h2>");
        Change.differences(before, after)
                .forEach(line -> html.add("<p class=\"watermark\">Not the same: ", Html.escaped(line), "</p>"));
        DataTable table =
                new DataTable("workload", "arm", "times as fast (or good) as before", "from", "to", "measured by");
        for (Change change : changes) {
            table.add(
                    change.arm(),
                    List.of(
                            Cell.text(change.work().title()),
                            Cell.text(change.arm()),
                            Cell.ratio(change.ratio().middle()),
                            Cell.ratio(change.ratio().low()),
                            Cell.ratio(change.ratio().high()),
                            Cell.text(change.reference())));
        }
        html.add(
                "<div class=\"scroll\">",
                table.html("Speed against an arm that both runs have, before = 1"),
                "</div></section>");
    }
}
