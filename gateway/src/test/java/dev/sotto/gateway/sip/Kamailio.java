package dev.sotto.gateway.sip;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Kamailio as registrar and proxy on loopback: whoever registers must know the password, and is then called there. */
final class Kamailio implements AutoCloseable {
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"));

    private final Process process;
    private final Path log;
    final InetSocketAddress address;

    private Kamailio(Process process, Path log, InetSocketAddress address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)).map(Path::of), FOLDERS.stream())
                .map(folder -> folder.resolve("kamailio"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param folder for its files, of nobody else's */
    static Kamailio start(Path folder, String algorithm, String password) throws IOException {
        int port = freePort();
        Path settings = Files.writeString(folder.resolve("kamailio.cfg"), settings(port, algorithm, password));
        Path log = folder.resolve("kamailio.txt");
        Process process = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "-DD",
                        "-E",
                        "-m",
                        "32",
                        "-M",
                        "4",
                        "-Y",
                        folder.toString(),
                        "-w",
                        folder.toString(),
                        "-f",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Kamailio(process, log, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    boolean lives() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String settings(int port, String algorithm, String password) {
        String modules = String.join(
                "\n",
                List.of("sl", "tm", "rr", "pv", "usrloc", "registrar", "siputils", "textops", "auth").stream()
                        .map(module -> "loadmodule \"" + module + ".so\"")
                        .toList());
        return """
                #!KAMAILIO
                debug=2
                log_stderror=yes
                children=1
                disable_tcp=yes
                auto_aliases=no
                listen=udp:127.0.0.1:%d
                %s
                modparam("usrloc", "db_mode", 0)
                modparam("registrar", "min_expires", 4)
                modparam("auth", "qop", "auth")
                modparam("auth", "algorithm", "%s")
                modparam("auth", "nonce_count", 1)
                request_route {
                    if (is_method("REGISTER")) {
                        if (!pv_www_authenticate("$td", "%s", "0")) {
                            www_challenge("$td", "1");
                            exit;
                        }
                        save("location");
                        exit;
                    }
                    if (has_totag()) {
                        loose_route();
                        t_relay();
                        exit;
                    }
                    record_route();
                    if (!lookup("location")) {
                        sl_send_reply("404", "Not registered");
                        exit;
                    }
                    t_relay();
                }
                """.formatted(port, modules, algorithm, password);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
