package dev.heddle.benchmarks.report;

/**
 * A drawing and its numbers.
 *
 * @param title what it shows
 * @param note what is to be said below it, as HTML; may be empty
 */
record Chart(String title, String svg, String note, DataTable numbers) {

    /** The same with something below it, as HTML. */
    Chart noted(String below) {
        return new Chart(title, svg, below, numbers);
    }

    /** As a figure that can be saved under {@code name}. */
    String html(String name) {
        Html html = new Html();
        String title = Html.escaped(this.title);
        html.add("<figure data-name=\"", name, "\"><figcaption>", title, "</figcaption>");
        html.add(svg);
        if (!note.isEmpty()) {
            html.add("<p class=\"finding\">", note, "</p>");
        }
        html.add("<details><summary>Numbers<span class=\"scripted\"> and files</span></summary>");
        html.add("<p class=\"scripted\">Save as");
        for (String kind : new String[] {"CSV", "SVG", "PNG"}) {
            html.add(saveButton(kind, this.title));
        }
        html.add("</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Numbers: ", title, "\">");
        html.add(numbers.html(this.title), "</div></details></figure>");
        return html.toString();
    }

    /** Saves what it is in as a file of that kind. */
    static String saveButton(String kind, String title) {
        return "<button type=\"button\" data-save=\"" + kind + "\" aria-label=\"Save as " + kind + ": "
                + Html.escaped(title) + "\">" + kind + "</button>";
    }
}
