package dev.heddle.benchmarks.report;

import java.util.List;

/**
 * A table whose rows a narrow page shows as blocks. Some screen readers take such a thing for no table unless it is said,
 * part by part.
 */
final class StackingTable {

    private final Html html;

    StackingTable(Html html) {
        this.html = html;
    }

    /** Begins it. */
    void begin(List<String> heads) {
        begin("", heads);
    }

    /** Begins one that has a caption, as HTML. */
    void begin(String caption, List<String> heads) {
        html.add("<table class=\"verdicts\" role=\"table\">", caption, "<thead role=\"rowgroup\"><tr role=\"row\">");
        for (String head : heads) {
            html.add("<th role=\"columnheader\" scope=\"col\">", head, "</th>");
        }
        html.add("</tr></thead><tbody role=\"rowgroup\">");
    }

    /** A cell of the row that is being written, which in a block stands after its label. */
    void cell(String style, String label, String content) {
        cell(style, label, "", content);
    }

    /** The same with more attributes. */
    void cell(String style, String label, String attributes, String content) {
        html.add(
                "<td role=\"cell\" class=\"",
                style,
                "\" data-label=\"",
                label,
                "\"",
                attributes,
                ">",
                content,
                "</td>");
    }

    void end() {
        html.add("</tbody></table>");
    }
}
