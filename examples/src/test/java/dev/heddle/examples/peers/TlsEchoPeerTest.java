package dev.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.examples.TlsEcho;
import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.TlsFiles;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("peers")
class TlsEchoPeerTest {

    private static ChildJvm start(String backend) {
        String certificate = TlsFiles.file("server").toString();
        List<String> options = List.of("-Dheddle.reactor=" + backend, "-cp", System.getProperty("java.class.path"));
        return ChildJvm.startWith(options, TlsEcho.class, "0", certificate, certificate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("s_client verifies the server, and has its lines sent back")
    void echoesToOpenSsl(String backend) throws Exception {
        try (ChildJvm server = start(backend);
                Program client = Program.start(
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + server.readLine().replaceFirst(".* port ", ""),
                        "-CAfile",
                        TlsFiles.file("authority").toString(),
                        "-verify_hostname",
                        "server.test",
                        "-verify_return_error",
                        "-quiet")) {
            client.write("one\n");
            assertThat(client.readLine()).isEqualTo("one");
            client.write("two\n");
            assertThat(client.readLine()).isEqualTo("two");
        }
    }
}
