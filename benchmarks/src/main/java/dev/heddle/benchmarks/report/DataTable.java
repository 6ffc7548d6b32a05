package dev.heddle.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The numbers of a chart. The page shows them rounded, and saves them as they are.
 *
 * @param columns their heads; the first cell of a row is its head
 */
record DataTable(List<String> columns, List<Row> rows) {

    /** No rows yet. */
    DataTable(String... columns) {
        this(List.of(columns), new ArrayList<>());
    }

    /** A row, which belongs to an arm unless that is empty. */
    record Row(String arm, List<Cell> cells) {}

    /**
     * What is shown, and what it is.
     *
     * @param link where that leads; nowhere if it is empty
     */
    record Cell(String shown, String exact, String link) {

        Cell(String shown, String exact) {
            this(shown, exact, "");
        }

        static Cell link(String shown, String link) {
            return new Cell(shown, link, link);
        }

        static Cell text(String text) {
            return new Cell(text, text);
        }

        static Cell number(double value) {
            return new Cell(Figures.grouped(value), Double.toString(value));
        }

        static Cell count(long value) {
            return new Cell(String.format(Locale.ROOT, "%,d", value), Long.toString(value));
        }

        static Cell nanos(double value) {
            return new Cell(Figures.duration(value), Double.toString(value));
        }

        static Cell ratio(double value) {
            return new Cell(Figures.ratio(value), Double.toString(value));
        }
    }

    void add(String arm, List<Cell> cells) {
        rows.add(new Row(arm, List.copyOf(cells)));
    }

    String html(String caption) {
        Html html = new Html();
        html.add("<table><caption>", Html.escaped(caption), "</caption><thead><tr>");
        columns.forEach(column -> html.add("<th scope=\"col\">", Html.escaped(column), "</th>"));
        html.add("</tr></thead><tbody>");
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(
                    row.arm().isEmpty() ? "<tr>" : "<tr data-arm=\"" + Html.escaped(row.arm()) + "\">");
            for (int index = 0; index < row.cells().size(); index++) {
                line.append(cell(row.cells().get(index), index == 0));
            }
            html.add(line + "</tr>");
        }
        html.add("</tbody></table>");
        return html.toString();
    }

    /** The same for a table that is wide: a narrow page shows its rows as blocks. */
    String stackingHtml(String caption) {
        Html html = new Html();
        StackingTable table = new StackingTable(html);
        table.begin(
                "<caption>" + Html.escaped(caption) + "</caption>",
                columns.stream().map(Html::escaped).toList());
        for (Row row : rows) {
            html.add("<tr role=\"row\" data-arm=\"", Html.escaped(row.arm()), "\">");
            html.add("<th role=\"rowheader\" scope=\"row\">", shown(row.cells().get(0)), "</th>");
            for (int index = 1; index < row.cells().size(); index++) {
                Cell cell = row.cells().get(index);
                table.cell("cost", Html.escaped(columns.get(index)), exact(cell), shown(cell));
            }
            html.add("</tr>");
        }
        table.end();
        return html.toString();
    }

    private static String cell(Cell cell, boolean isHead) {
        return isHead
                ? "<th scope=\"row\"" + exact(cell) + ">" + shown(cell) + "</th>"
                : "<td" + exact(cell) + ">" + shown(cell) + "</td>";
    }

    private static String exact(Cell cell) {
        return cell.exact().equals(cell.shown()) ? "" : " data-exact=\"" + Html.escaped(cell.exact()) + "\"";
    }

    private static String shown(Cell cell) {
        String text = Html.escaped(cell.shown());
        return cell.link().isEmpty() ? text : "<a href=\"" + Html.escaped(cell.link()) + "\">" + text + "</a>";
    }
}
