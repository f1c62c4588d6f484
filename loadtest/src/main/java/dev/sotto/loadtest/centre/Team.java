package dev.sotto.loadtest.centre;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who works in an arm, as the gateway's settings have it: everybody can do everything, as in the other arm, whose one queue knows no
 * skills either.
 */
record Team(List<String> names, String supervisor, String password) {
    static Team of(int people) {
        List<String> names =
                IntStream.rangeClosed(1, people).mapToObj(n -> "person" + n).toList();
        return new Team(names, "watcher", "whisper-in-the-centre");
    }

    /**
     * Settings for a gateway of theirs. It may call nobody: a caller whom nobody could help in time is told so and is lost, as one who
     * gave up in the queue is; neither arm's people work such cases off later.
     */
    void write(Path file) throws IOException {
        StringBuilder yaml = new StringBuilder(256).append("demo: {enabled: true}\ncalls: {allow: \"\"}\nagents:\n");
        names.forEach(name -> yaml.append(agent(name, "agent")));
        Files.writeString(file, yaml.append(agent(supervisor, "supervisor")));
    }

    private String agent(String name, String role) {
        return "  - {name: " + name + ", password: " + password + ", role: " + role + "}\n";
    }
}
