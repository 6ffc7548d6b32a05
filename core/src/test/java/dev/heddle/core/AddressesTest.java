package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "::1, 0:0:0:0:0:0:0:1",
        "[::1], 0:0:0:0:0:0:0:1",
        "2001:db8::5, 2001:db8:0:0:0:0:0:5",
        "::ffff:10.0.0.1, 10.0.0.1"
    })
    @DisplayName("an address that is written out is understood")
    void understandsAddresses(String text, String expected) {
        InetAddress address = Addresses.literal(text);

        assertThat(address).isNotNull();
        assertThat(address.getHostAddress()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "localhost", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "beef", "1234"})
    @DisplayName("everything else without a colon is a name")
    void leavesNamesAlone(String name) {
        assertThat(Addresses.literal(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:2", "x:y", "example.org:80", ":", "::g", "[::1", "[x:y]", "1:2:3:4:5:6:7:8:9"})
    @DisplayName("what has a colon and is no IPv6 address is refused, and no name service is asked")
    void refusesMalformedAddresses(String malformed) {
        assertThatThrownBy(() -> Addresses.literal(malformed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(malformed)
                .rootCause()
                .hasMessageContaining("invalid IPv6 address");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "-1, 0, false", "0, 1, false", "65535, 1, true", "65536, 0, false"})
    @DisplayName("a port out of range is refused, with its number")
    void checksPorts(int port, int smallest, boolean isFine) {
        if (isFine) {
            Addresses.checkPort(port, smallest);
        } else {
            assertThatThrownBy(() -> Addresses.checkPort(port, smallest))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("" + port);
        }
    }

    @Test
    @DisplayName("addresses are shown as people write them")
    void showsAddresses() throws Exception {
        InetAddress four = InetAddress.getByAddress("name", new byte[] {127, 0, 0, 1});
        byte[] one = new byte[16];
        one[15] = 1;

        assertThat(Addresses.show(new InetSocketAddress(four, 80))).isEqualTo("127.0.0.1:80");
        assertThat(Addresses.show(new InetSocketAddress(InetAddress.getByAddress(one), 80)))
                .isEqualTo("[0:0:0:0:0:0:0:1]:80");
        assertThat(Addresses.show(InetSocketAddress.createUnresolved("example.org", 80)))
                .isEqualTo("example.org:80");
    }
}
