package simtrix.phone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.app.job.JobInfo;
import android.app.job.JobScheduler;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;

/** What is asked for while the same job runs. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = android.app.Application.class)
public class AppJobsTest {

  private final JobScheduler android =
      RuntimeEnvironment.getApplication().getSystemService(JobScheduler.class);
  private final AppJobs jobs = new AppJobs(RuntimeEnvironment.getApplication());

  /** The event that comes when the job has looked for the last time must not wait for a day. */
  @Test
  public void anEventThatComesWhileItsJobRunsGetsAnotherJob() {
    jobs.sendWhenOnline();
    JobInfo first = android.getPendingJob(AppJobs.SEND);
    jobs.begun(AppJobs.SEND, "run");

    jobs.sendWhenOnline();
    assertThat(android.getPendingJob(AppJobs.SEND)).as("the run goes on").isSameAs(first);

    assertThat(jobs.done(AppJobs.SEND, "run")).as("Android is told by the new job").isFalse();
    assertThat(android.getPendingJob(AppJobs.SEND)).isNotNull().isNotSameAs(first);
  }

  @Test
  public void aRunThatNobodyAskedForAnewIsOver() {
    jobs.judgeSoon();
    jobs.begun(AppJobs.JUDGE, "run");

    assertThat(jobs.done(AppJobs.JUDGE, "run")).isTrue();
  }

  @Test
  public void aRunThatAndroidHasStoppedIsNotReportedAsOver() {
    jobs.sendWhenOnline();
    jobs.begun(AppJobs.SEND, "first");
    jobs.stopped(AppJobs.SEND);
    jobs.begun(AppJobs.SEND, "second");

    assertThat(jobs.done(AppJobs.SEND, "first")).isFalse();
    assertThat(jobs.done(AppJobs.SEND, "second")).isTrue();
  }

  @Test
  @Config(sdk = 35)
  public void whenThereIsNoHurryLeftTheJobIsAnOrdinaryOne() {
    shadowOf(android).failExpeditedJob(true);

    jobs.sendWhenOnline();

    assertThat(android.getPendingJob(AppJobs.SEND).isExpedited()).isFalse();
  }
}
