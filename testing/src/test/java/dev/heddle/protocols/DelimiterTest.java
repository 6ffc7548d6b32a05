package dev.heddle.protocols;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DelimiterTest {

    private static int endOf(String delimiter, String text) {
        Delimiter searched = new Delimiter(delimiter.getBytes(US_ASCII));
        byte[] bytes = text.getBytes(US_ASCII);
        int matched = 0;
        for (int index = 0; index < bytes.length; index++) {
            matched = searched.advance(matched, bytes[index]);
            if (matched == searched.length()) {
                return index + 1;
            }
        }
        return -1;
    }

    private static String random(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < length; index++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    @Test
    void findsWhatIndexOfFinds() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            String delimiter = random(random, 1 + random.nextInt(6));
            String text = random(random, random.nextInt(20));
            int begin = text.indexOf(delimiter);

            assertThat(endOf(delimiter, text))
                    .as("%s in %s", delimiter, text)
                    .isEqualTo(begin < 0 ? -1 : begin + delimiter.length());
        }
    }

    @Test
    void seesWhereALineWouldNotEndWhereItsDelimiterDoes() {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            String delimiter = random(random, 1 + random.nextInt(6));
            String line = random(random, random.nextInt(12));
            boolean early = (line + delimiter).indexOf(delimiter) < line.length();

            assertThat(new Delimiter(delimiter.getBytes(US_ASCII)).endsInside(line.getBytes(US_ASCII)))
                    .as("%s in %s", delimiter, line)
                    .isEqualTo(early);
        }
    }

    @Test
    void cannotBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Delimiter(new byte[0]));
    }
}
