package io.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PreRestoreBackupLabelTest {

    private static final String LABEL = PreRestoreBackupLabel.of(UUID.randomUUID());

    @Test
    void a_backup_that_a_service_requested_with_this_label_was_made_before_a_restore() {
        assertThat(PreRestoreBackupLabel.marks(requested("/holdfast/restore-service"), LABEL))
                .isTrue();
    }

    @Test
    void a_backup_that_was_found_again_keeps_its_label() {
        assertThat(PreRestoreBackupLabel.marks(null, LABEL)).isTrue();
    }

    @Test
    void the_same_label_of_another_requester_means_nothing() {
        assertThat(PreRestoreBackupLabel.marks(requested("/deploy"), LABEL)).isFalse();
        assertThat(PreRestoreBackupLabel.marks(requested("/holdfast/cli"), LABEL))
                .isFalse();
    }

    @Test
    void other_labels_mean_nothing() {
        RequestRef request = requested("/holdfast/restore-service");

        assertThat(PreRestoreBackupLabel.marks(request, null)).isFalse();
        assertThat(PreRestoreBackupLabel.marks(request, "before restore")).isFalse();
        assertThat(PreRestoreBackupLabel.marks(request, "x" + LABEL)).isFalse();
    }

    private static RequestRef requested(String source) {
        return new RequestRef(URI.create(source), "1");
    }
}
