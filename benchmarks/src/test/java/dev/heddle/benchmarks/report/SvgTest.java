package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SvgTest {

    @Test
    void aMarkThatWouldTouchTheLastOneInItsLineIsLeftOut() {
        Svg svg = new Svg()
                .mark(100, 10, "1,000")
                .mark(120, 10, "1,024")
                .mark(120, 30, "below")
                .mark(200, 10, "2,000");

        assertThat(svg.drawing(50, "marks"))
                .contains(">1,000<", ">below<", ">2,000<")
                .doesNotContain("1,024");
    }

    @Test
    void marksAtTheEndsAreWhole() {
        assertThat(new Svg()
                        .mark(2, 10, "1,000")
                        .mark(Svg.WIDTH - 2, 10, "100k")
                        .drawing(50, "marks"))
                .contains("class=\"mark first\" x=\"2.0\"", "class=\"mark last\" x=\"398.0\"");
    }
}
