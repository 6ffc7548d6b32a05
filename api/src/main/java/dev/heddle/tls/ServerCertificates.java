package dev.heddle.tls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows, and to whom. A value; {@link #live} is what it becomes in a context.
 *
 * @param otherwise to who asks for none of the names
 * @param named by name, as {@link CertificateChoice#normalized} has it
 * @param directory with more; null if there is none
 */
record ServerCertificates(
        PrivateCertificate otherwise,
        Map<String, PrivateCertificate> named,
        @Nullable CertificateDirectory directory) {

    static ServerCertificates of(PrivateCertificate otherwise) {
        return new ServerCertificates(otherwise, Map.of(), null);
    }

    ServerCertificates with(String name, PrivateCertificate certificate) {
        Map<String, PrivateCertificate> more = new HashMap<>(named);
        more.put(CertificateChoice.normalized(name), certificate);
        return new ServerCertificates(otherwise, Map.copyOf(more), directory);
    }

    ServerCertificates with(CertificateDirectory other) {
        return new ServerCertificates(otherwise, named, other);
    }

    /** The same, looking at the files at most so often. */
    CertificateChoice.Shown live(Duration lookAgain) {
        Map<String, LiveCertificate> live = new HashMap<>();
        named.forEach((name, certificate) -> live.put(name, LiveCertificate.of(certificate, lookAgain)));
        live.put("", LiveCertificate.of(otherwise, lookAgain));
        return new Live(live, directory == null ? null : directory.live(lookAgain));
    }

    private record Live(Map<String, LiveCertificate> named, CertificateDirectory.@Nullable Live directory)
            implements CertificateChoice.Shown {

        @Override
        public void lookAgain() {
            if (directory != null) {
                directory.lookAgain();
            }
        }

        @Override
        public @Nullable LiveCertificate named(String name) {
            LiveCertificate found = named.get(name);
            return found == null && directory != null ? directory.named(name) : found;
        }

        @Override
        public Collection<String> names() {
            List<String> names = new ArrayList<>(named.keySet());
            if (directory != null) {
                names.addAll(directory.names());
            }
            return names;
        }
    }
}
