package dev.sotto.gateway.sip.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Self-signed certificates, made by the JDK's own keytool. */
public final class TestCertificates {
    private static final char[] PASSWORD = "sotto-test".toCharArray();

    /** PEM files, and the same for Java's own TLS. */
    public record Identity(Path certificate, Path key, KeyStore store) {
        public X509Certificate x509() throws GeneralSecurityException {
            return (X509Certificate) store.getCertificate("sip");
        }

        public TransportSettings.Tls listening(TransportSettings.ClientCertificate clients) {
            return new TransportSettings.Tls(
                    0, Optional.of(certificate), Optional.of(key), Optional.of(certificate), clients);
        }
    }

    private TestCertificates() {}

    /** @param names as keytool's {@code SAN} wants them: {@code dns:..}, {@code ip:..}, {@code uri:..}; empty: none */
    public static Identity make(Path folder, String commonName, String names) throws Exception {
        Path file = Files.createTempDirectory(folder, "tls").resolve("store.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sip",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=" + commonName,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
        if (!names.isEmpty()) {
            command.addAll(List.of("-ext", "SAN=" + names));
        }
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("keytool.txt").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new AssertionError(Files.readString(file.resolveSibling("keytool.txt")));
        }
        return read(file);
    }

    private static Identity read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            store.load(in, PASSWORD);
        }
        Path certificate = pem(
                file.resolveSibling("certificate.pem"),
                "CERTIFICATE",
                store.getCertificate("sip").getEncoded());
        Path key = pem(
                file.resolveSibling("key.pem"),
                "PRIVATE KEY",
                store.getKey("sip", PASSWORD).getEncoded());
        return new Identity(certificate, key, store);
    }

    public static char[] password() {
        return PASSWORD.clone();
    }

    private static Path pem(Path file, String what, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }
}
