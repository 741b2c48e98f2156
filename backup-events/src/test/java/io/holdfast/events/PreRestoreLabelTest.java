package io.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PreRestoreLabelTest {

    private static final String LABEL = PreRestoreLabel.of(UUID.randomUUID());

    @Test
    void a_backup_that_a_service_requested_with_this_label_was_made_before_a_restore() {
        assertThat(PreRestoreLabel.marks(requested("/holdfast/restore-service"), LABEL))
                .isTrue();
    }

    @Test
    void a_backup_that_was_found_again_keeps_its_label() {
        assertThat(PreRestoreLabel.marks(null, LABEL)).isTrue();
    }

    @Test
    void the_same_label_of_another_requester_means_nothing() {
        assertThat(PreRestoreLabel.marks(requested("/deploy"), LABEL)).isFalse();
        assertThat(PreRestoreLabel.marks(requested("/holdfast/cli"), LABEL)).isFalse();
    }

    @Test
    void other_labels_mean_nothing() {
        RequestRef request = requested("/holdfast/restore-service");

        assertThat(PreRestoreLabel.marks(request, null)).isFalse();
        assertThat(PreRestoreLabel.marks(request, "before restore")).isFalse();
        assertThat(PreRestoreLabel.marks(request, "x" + LABEL)).isFalse();
    }

    private static RequestRef requested(String source) {
        return new RequestRef(URI.create(source), "1");
    }
}
