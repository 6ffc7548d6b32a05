package dev.heddle.tls;

import dev.heddle.spi.HostNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Certificates in PEM files of one directory, each with its key, under the names that they are for: {@code example.org.pem},
 * {@code *.example.org.pem} or, where stars are a nuisance, {@code _.example.org.pem}. What is in it besides is ignored.
 *
 * @param certificates what was found in it, by name
 */
record CertificateDirectory(Path directory, Map<String, PrivateCertificate> certificates) {

    private static final System.Logger LOG = System.getLogger("dev.heddle.tls");
    private static final String SUFFIX = ".pem";

    /** For who asks for none of the names. */
    private static final String OTHERWISE = "DEFAULT" + SUFFIX;

    /**
     * Reads all of them.
     *
     * @throws PemException if one cannot be used
     */
    static CertificateDirectory read(Path directory) {
        Map<String, PrivateCertificate> certificates = new HashMap<>();
        for (Path file : filesIn(directory)) {
            if (certificates.put(nameOf(file), PrivateCertificate.load(file)) != null) {
                throw new PemException(file + ": there is another certificate for " + nameOf(file) + " beside it");
            }
        }
        return new CertificateDirectory(directory, Map.copyOf(certificates));
    }

    /**
     * Reads the one for who asks for none of the names.
     *
     * @throws PemException if it cannot be used, or there is none
     */
    static PrivateCertificate readOtherwise(Path directory) {
        Path file = directory.resolve(OTHERWISE);
        if (Files.isDirectory(directory) && !Files.exists(file)) {
            throw new PemException("there is no " + OTHERWISE + " in " + directory
                    + ", and no other certificate for clients that ask for none of those");
        }
        return PrivateCertificate.load(file);
    }

    private static List<Path> filesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(CertificateDirectory::isCertificate).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException missing) {
            throw new PemException("cannot read " + directory + ": there is no such directory", missing);
        } catch (IOException unreadable) {
            throw new PemException("cannot read " + directory + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static boolean isCertificate(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".") && !name.equals(OTHERWISE);
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        String host = name.substring(0, name.length() - SUFFIX.length());
        boolean isWildcard = host.startsWith("*.") || host.startsWith("_.");
        try {
            String ascii = HostNames.toAscii(isWildcard ? host.substring(2) : host);
            return CertificateChoice.normalized(isWildcard ? "*." + ascii : ascii);
        } catch (IllegalArgumentException noName) {
            throw new PemException(file + ": the file's name must be that of a host: " + noName.getMessage(), noName);
        }
    }

    /** The same, looking at the files at most so often. */
    Live live(Duration lookAgain) {
        return new Live(directory, certificates, lookAgain);
    }

    /**
     * What is in the directory now. Certificates that come are found when a client comes, as those are read again that have
     * changed; one whose file is gone stays (K8). Safe from any thread.
     */
    static final class Live {

        private final Path directory;
        private final Duration lookAgain;
        private final Map<String, LiveCertificate> certificates = new ConcurrentHashMap<>();
        private final ReentrantLock looking = new ReentrantLock();
        private volatile long lookedNanos = System.nanoTime();

        /** Of which the log knows that they cannot be used. Guarded by the lock. */
        private final Set<Path> toldOf = new HashSet<>();

        private Live(Path directory, Map<String, PrivateCertificate> read, Duration lookAgain) {
            this.directory = directory;
            this.lookAgain = lookAgain;
            read.forEach((name, certificate) -> certificates.put(name, LiveCertificate.of(certificate, lookAgain)));
        }

        @Nullable
        LiveCertificate named(String name) {
            return certificates.get(name);
        }

        Collection<String> names() {
            return certificates.keySet();
        }

        void lookAgain() {
            if (System.nanoTime() - lookedNanos >= lookAgain.toNanos() && looking.tryLock()) {
                try {
                    lookedNanos = System.nanoTime();
                    filesIn(directory).forEach(this::add);
                    toldOf.remove(directory);
                } catch (PemException unreadable) {
                    tellOf(directory, unreadable);
                } finally {
                    looking.unlock();
                }
            }
        }

        private void add(Path file) {
            try {
                String name = nameOf(file);
                if (!certificates.containsKey(name)) {
                    certificates.put(name, LiveCertificate.of(PrivateCertificate.load(file), lookAgain));
                    toldOf.remove(file);
                }
            } catch (PemException unusable) { // most likely half of it is written
                tellOf(file, unusable);
            }
        }

        private void tellOf(Path path, PemException unusable) {
            if (toldOf.add(path)) {
                LOG.log(System.Logger.Level.WARNING, "not shown to anybody: " + unusable.getMessage());
            }
        }
    }
}
