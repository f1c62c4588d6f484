package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Playbook;
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
                .containsOnlyKeys(
                        "refund", "order_status", "damaged_item", "change_address", "talk_to_person", "complaint");
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
    void showsWhatAConsultCanCarry() throws Exception {
        var playbook = PlaybookLoader.load(folder(), PLACES);

        Op.ConsultPoint refund = point(playbook, "refund", "approve_refund");
        assertThat(refund.secondPersonIf().test(Map.of("order", Map.of("total", 640))))
                .isTrue();
        assertThat(refund.secondPersonIf().test(Map.of("order", Map.of("total", 210))))
                .isFalse();
        assertThat(refund.rechecks()).extracting(Op.Call::tool).containsExactly("orders.lookup");
        Op.ConsultPoint damaged = point(playbook, "damaged_item", "damaged");
        assertThat(damaged.onTimeout())
                .extracting(Op.OnTimeout::policy)
                .containsExactly(TimeoutPolicy.NEXT_SKILL, TimeoutPolicy.CALL_BACK);
        assertThat(point(playbook, "damaged_item", "approve_damage_refund").onTimeout())
                .hasSize(2);
        assertThat(point(playbook, "complaint", "answer_complaint").ahead()).containsExactly("contact_email");
        assertThat(playbook.tasks().get("complaint").review().skill()).isEqualTo("complaints");
        assertThat(playbook.skills()).contains("billing", "repairs", "supervisors", "complaints", "general");
    }

    private static Op.ConsultPoint point(Playbook playbook, String task, String name) {
        return playbook.tasks().get(task).program().ops().stream()
                .filter(op -> op instanceof Op.Consult consult
                        && consult.point().name().equals(name))
                .map(op -> ((Op.Consult) op).point())
                .findFirst()
                .orElseThrow();
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
