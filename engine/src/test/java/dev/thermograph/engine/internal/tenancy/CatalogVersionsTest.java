package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CatalogVersionsTest {
  private final CatalogVersions catalogs = new CatalogVersions();

  @Test
  void eachViewSeesTheCatalogOfItsInstant() {
    catalogs.add(3, new byte[] {3});
    catalogs.add(7, new byte[] {7});

    assertThat(catalogs.at(2)).isEmpty();
    assertThat(catalogs.at(3)).containsExactly(3);
    assertThat(catalogs.at(6)).containsExactly(3);
    assertThat(catalogs.at(Long.MAX_VALUE)).containsExactly(7);
    assertThat(catalogs.newest()).containsExactly(7);
  }

  @Test
  void ofOneCommitTheLastCounts() {
    catalogs.add(3, new byte[] {1});
    catalogs.add(3, new byte[] {2});
    assertThat(catalogs.at(3)).containsExactly(2);
    assertThat(catalogs.at(2)).isEmpty();
  }

  /** It was: whatever was applied was shown, durable or not. */
  @Test
  void onlyWhatIsPublishedIsShownToReaders() {
    Publication publication = new Publication(0, 0);
    catalogs.add(3, new byte[] {3});
    publication.applied(3, true);
    assertThat(catalogs.published(publication)).isEmpty();
    assertThat(catalogs.newest()).containsExactly(3);
    publication.durable(3);
    assertThat(catalogs.published(publication)).containsExactly(3);
  }

  @Test
  void whatNoViewCanSeeIsForgottenAndNothingElse() {
    catalogs.add(3, new byte[] {3});
    catalogs.add(7, new byte[] {7});
    catalogs.forgetBefore(6);
    assertThat(catalogs.at(6)).containsExactly(3);
    assertThat(catalogs.at(7)).containsExactly(7);
    assertThatThrownBy(() -> catalogs.at(2)).hasMessageContaining("first=3");
    catalogs.forgetBefore(7);
    assertThatThrownBy(() -> catalogs.at(6)).hasMessageContaining("first=7");
    assertThat(catalogs.newest()).containsExactly(7);
  }
}
