package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoShopTest {
    private static final Map<String, String> PLACES = Map.of("shop", "http://127.0.0.1:8080");

    private static Path folder() {
        return Path.of("..", "config", "demo", "harbour-outfitters");
    }

    @Test
    void loadsWithoutAWarning() throws Exception {
        PlaybookLoader.Checked checked = PlaybookLoader.check(folder(), PLACES);

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.playbook().tasks())
                .containsOnlyKeys("refund", "order_status", "damaged_item", "change_address", "talk_to_person");
    }

    @Test
    void everyTaskHasExamplesEnoughAndEveryArticleQuestions() throws Exception {
        var playbook = PlaybookLoader.load(folder(), PLACES);

        assertThat(playbook.tasks().values())
                .allSatisfy(task -> assertThat(task.when()).hasSizeGreaterThanOrEqualTo(8));
        assertThat(playbook.knowledge()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(playbook.knowledge())
                .allSatisfy(article -> assertThat(article.questions()).hasSizeGreaterThanOrEqualTo(4));
    }

    @Test
    void loadsTheSameFromInsideAJar(@TempDir Path temp) throws Exception {
        var onDisk = PlaybookLoader.load(folder(), PLACES);
        Path jar = temp.resolve("demo.jar");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
                Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.toList()) {
                Path target = zip.getPath("/shop/" + folder().relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }

            var inJar = PlaybookLoader.load(zip.getPath("/shop"), PLACES);

            assertThat(inJar.fingerprint()).isEqualTo(onDisk.fingerprint());
            assertThat(inJar.tasks().keySet()).isEqualTo(onDisk.tasks().keySet());
        }
    }
}
